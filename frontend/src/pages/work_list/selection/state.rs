use leptos::prelude::*;
use nmrs_domain::actor::Role;
use nmrs_domain::query::Tab;
use nmrs_domain::wire::AccountOut;

use super::model::{BulkAction, Mark, SelectedRow, Selection, SelectionFull, bulk_actions};
use crate::pages::export::{ExportRequest, Subject};
use crate::pages::work_list::model::ListUrl;
use crate::pages::work_list::state::ListState;
use crate::ui::{Toasts, use_toasts};

/// Selection of the list and its actions.
#[derive(Clone, Copy)]
pub(crate) struct SelectionState {
    selection: RwSignal<Selection>,
    /// Without actions there are no checkboxes.
    pub(crate) actions: Memo<&'static [BulkAction]>,
    pub(crate) exporting: RwSignal<Option<ExportRequest>>,
    toasts: Toasts,
}

impl SelectionState {
    pub(crate) fn new(role: Memo<Role>, tab: Memo<Tab>) -> Self {
        let selection = expect_context::<RwSignal<Selection>>();
        Effect::new(move |_| {
            let tab = tab.get();
            selection.update(|selection| selection.enter(tab));
        });
        Self {
            selection,
            actions: Memo::new(move |_| bulk_actions(role.get(), tab.get())),
            exporting: RwSignal::new(None),
            toasts: use_toasts(),
        }
    }

    /// Returns true if rows can be selected. Reactive.
    pub(crate) fn possible(self) -> bool {
        self.actions.with(|actions| !actions.is_empty())
    }

    /// Reactive.
    pub(crate) fn count(self) -> usize {
        self.selection.with(|selection| selection.chosen().len())
    }

    pub(crate) fn chosen(self) -> Vec<SelectedRow> {
        self.selection
            .with_untracked(|selection| selection.chosen().to_vec())
    }

    /// Reactive.
    pub(crate) fn contains(self, id: i64) -> bool {
        self.selection.with(|selection| selection.contains(id))
    }

    /// Reactive.
    pub(crate) fn mark(self, rows: &[SelectedRow]) -> Mark {
        self.selection.with(|selection| selection.mark(rows))
    }

    /// `None` if the row cannot be selected. Reactive.
    pub(crate) fn choice(self, account: &AccountOut) -> Option<SelectedRow> {
        SelectedRow::of(account, self.actions.get())
    }

    pub(crate) fn set(self, rows: &[SelectedRow], on: bool) {
        let result = self
            .selection
            .try_update(|selection| selection.set(rows, on));
        if result == Some(Err(SelectionFull)) {
            self.toasts.error(SelectionFull::TEXT);
        }
    }

    pub(crate) fn clear(self) {
        self.selection.update(Selection::clear);
    }

    /// Deselects rows that the list shows as changed, and reports it.
    pub(crate) fn drop_changed(self, rows: &[AccountOut]) {
        let decides = |actions: &&[BulkAction]| actions.iter().any(|action| action.decides());
        if !self.actions.with_untracked(decides) {
            return;
        }
        let mut next = self.selection.get_untracked();
        let removed = next.remove_changed(rows);
        if removed > 0 {
            self.selection.set(next);
            self.toasts.error(format!(
                "{removed} 条已选的申请有了变化，已取消选择，请查看后重新选择。"
            ));
        }
    }

    /// Opens the export dialog for the list or the selection.
    pub(crate) fn export(self, state: ListState, selection: bool) {
        let url = state.url.get_untracked();
        let ids = selection.then(|| self.chosen().iter().map(|chosen| chosen.id).collect());
        let ids: Option<Vec<i64>> = ids;
        let listed = state.with_rows_untracked(|rows| match rows {
            Some((_, Ok(page))) => (page.total, page.total_exact),
            _ => (0, true),
        });
        let count = ids.as_ref().map_or(listed, |ids| (ids.len() as u64, true));
        let tab = ListUrl::tab(&url.query).label().to_owned();
        let chips = state.chips.get_untracked();
        self.exporting.set(Some(ExportRequest {
            conditions: [tab]
                .into_iter()
                .chain(chips.into_iter().map(|chip| chip.text))
                .collect(),
            shown: state.columns.get_untracked(),
            subject: Subject::Accounts(Box::new(url.query)),
            ids,
            count,
        }));
    }

    /// Deselects the accounts of decided reviews.
    pub(crate) fn remove_reviews(self, reviews: &[i64]) {
        self.selection
            .update(|selection| selection.remove_reviews(reviews));
    }
}

pub(crate) fn use_selection() -> SelectionState {
    expect_context()
}
