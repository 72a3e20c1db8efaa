use leptos::prelude::*;
use nmrs_domain::calendar::{DayKind, format_day, settings};
use nmrs_domain::wire::{CalendarDaysIn, DayChange};

use super::model::{self, SelectedDay};
use crate::ui::{Submit, use_submit};

/// Form of a span of days.
#[derive(Clone, Copy)]
pub(super) struct DayForm {
    pub(super) from: RwSignal<String>,
    pub(super) to: RwSignal<String>,
    pub(super) kind: RwSignal<Option<DayChange>>,
    pub(super) note: RwSignal<String>,
    /// First day, if it is marked already.
    marked_day: RwSignal<Option<String>>,
    /// Input that conflicts with existing marks, and the server's message.
    conflict: RwSignal<Option<(CalendarDaysIn, String)>>,
    pub(super) submit: Submit,
}

impl DayForm {
    pub(super) fn new() -> Self {
        Self {
            from: RwSignal::default(),
            to: RwSignal::default(),
            kind: RwSignal::default(),
            note: RwSignal::default(),
            marked_day: RwSignal::default(),
            conflict: RwSignal::default(),
            submit: use_submit(),
        }
    }

    pub(super) fn begin(self, selected: &SelectedDay) {
        let day = &selected.day;
        let from = format_day(day.date);
        self.kind.set(Some(match day.kind {
            Some(DayKind::Work) => DayChange::Work,
            // A clicked weekend day most likely becomes a working day.
            None if selected.clicked && day.is_weekend() => DayChange::Work,
            Some(DayKind::Off) | None => DayChange::Off,
        }));
        self.marked_day.set(day.kind.map(|_| from.clone()));
        self.from.set(from);
        self.to.set(String::new());
        self.note.set(day.note.clone());
        self.conflict.set(None);
        self.submit.reset();
    }

    /// Reactive.
    fn input(self) -> CalendarDaysIn {
        let kind = self.kind.get().unwrap_or(DayChange::Off);
        model::input(&self.from.get(), &self.to.get(), kind, &self.note.get())
    }

    /// Checks the form and returns the body. A single mark that was clicked is replaced at once,
    /// others only after they were shown.
    pub(super) fn checked(self) -> Option<CalendarDaysIn> {
        let input = untrack(|| self.input());
        let errors = settings(&input).err().unwrap_or_default();
        let good = errors.is_empty();
        self.submit.reset();
        self.submit.refuse(errors);
        let (from, to) = (self.from.get_untracked(), self.to.get_untracked());
        let own = self.marked_day.get_untracked().as_ref() == Some(&from);
        let alone = to.is_empty() || to == from;
        let replace = own && alone || untrack(|| self.conflict_text()).is_some();
        good.then_some(CalendarDaysIn { replace, ..input })
    }

    pub(super) fn set_conflict(self, text: String) {
        let input = untrack(|| self.input());
        self.conflict.set(Some((input, text)));
    }

    /// Conflict of the current input. Reactive.
    pub(super) fn conflict_text(self) -> Option<String> {
        let now = self.input();
        let conflict = self.conflict.get();
        conflict
            .filter(|(sent, _)| *sent == now)
            .map(|(_, text)| text)
    }
}
