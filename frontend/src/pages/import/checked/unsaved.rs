//! What was typed and could not be saved: it stays until it is saved or given up.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::wire::ImportRowIn;

use super::super::model::CellAt;
use super::sheet::Sheet;
use crate::api::{ApiError, imports};

impl Sheet {
    /// Keeps a text that could not be saved after its cell was closed, and says so.
    pub(super) fn keep(self, at: CellAt, typed: String, told: &str) {
        let cell = named(at);
        if self.unsaved.is_disposed() {
            self.toasts.error(lost(at, &typed, told));
            return;
        }
        self.unsaved.update(|kept| {
            kept.insert(at, typed);
        });
        self.toasts.error(format!("{cell}没有保存：{told}"));
    }

    /// A text was saved, or given up.
    pub(super) fn forget(self, at: CellAt) {
        let kept = self
            .unsaved
            .try_with_untracked(|kept| kept.contains_key(&at));
        if kept == Some(true) {
            self.unsaved.update(|kept| {
                kept.remove(&at);
            });
        }
    }

    /// Whether a cell of a row waits to be saved. Reactive.
    pub(super) fn waits(self, row: u32) -> bool {
        self.unsaved.with(|kept| kept.keys().any(|at| at.0 == row))
    }

    /// Says that there is a text to be saved first, and opens its cell where it can be seen.
    pub(super) fn has_to_save(self) -> bool {
        let first = self
            .unsaved
            .with_untracked(|kept| kept.keys().next().copied());
        let Some(at) = first else { return false };
        self.toasts.error(format!(
            "{}输入的内容还没有保存，请再保存一次，或按 Esc 不改。",
            named(at)
        ));
        let shown = self
            .rows
            .with_untracked(|rows| rows.iter().any(|row| row.row == at.0));
        if shown {
            self.edit(at);
        }
        true
    }

    /// What was typed into the cell that is open and is not on its way yet.
    fn typed(self) -> Option<(CellAt, String)> {
        let at = self.editing.get_untracked()?;
        let typed = self.draft.get_untracked().trim().to_owned();
        let sent = self
            .sending
            .get_value()
            .is_some_and(|sent| sent == (at, typed.clone()));
        (!sent && typed != self.text(at)).then_some((at, typed))
    }

    /// Whether the browser would lose something by leaving.
    fn would_lose(self) -> bool {
        self.typed().is_some()
            || self.saving.get_untracked()
            || self.unsaved.with_untracked(|kept| !kept.is_empty())
    }

    /// Asks before the browser leaves, and saves what is open when the page does.
    pub(super) fn guard(self) {
        let unload = window_event_listener(ev::beforeunload, move |event| {
            if self.would_lose() {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
        on_cleanup(move || {
            unload.remove();
            if let Some((at, typed)) = self.typed() {
                self.save_behind(at, typed);
            }
        });
    }

    /// Saves a cell whose page is going away.
    fn save_behind(self, at: CellAt, typed: String) {
        let (api, id, toasts) = (self.api, self.id, self.toasts);
        let body = ImportRowIn {
            cells: [(at.1, typed.clone())].into(),
            skipped: None,
            version: self.import.with_untracked(|import| import.version),
        };
        spawn_local(async move {
            if let Err(error) = imports::change_row(api, id, at.0, &body).await {
                toasts.error(lost(at, &typed, &explained(&error)));
            }
        });
    }
}

fn named(at: CellAt) -> String {
    format!("第 {} 行{}", at.0, at.1.label())
}

/// The page is gone, and with it the place where the text would stand.
fn lost(at: CellAt, typed: &str, told: &str) -> String {
    format!(
        "导入表格的{}没有保存，输入的是「{typed}」。{told}",
        named(at)
    )
}

/// What a refusal says, with what it says about the cell, and what to name to support.
pub(super) fn explained(error: &ApiError) -> String {
    let fields = error.field_errors().0;
    let told = if fields.is_empty() {
        error.message()
    } else {
        fields.into_iter().map(|field| field.detail).collect()
    };
    match error.request_id() {
        Some(request) => format!("{told}（请求编号 {request}）"),
        None => told,
    }
}
