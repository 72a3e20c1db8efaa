//! Input that could not be saved.

use leptos::ev;
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::api::ApiError;
use crate::pages::import::model::{CellAt, cell_name};

impl Sheet {
    /// Keeps input that could not be saved after its cell was closed.
    pub(super) fn keep(self, at: CellAt, typed: String, message: &str) {
        self.unsaved.update(|kept| {
            kept.insert(at, typed);
        });
        self.toasts
            .error(format!("{}没有保存：{message}", cell_name(at)));
    }

    /// Removes input that was saved or discarded.
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

    /// Reactive.
    pub(super) fn has_unsaved(self, row: u32) -> bool {
        self.unsaved.with(|kept| kept.keys().any(|at| at.0 == row))
    }

    /// Returns true if there is unsaved input, and opens its cell.
    pub(super) fn require_saved(self) -> bool {
        let first = self
            .unsaved
            .with_untracked(|kept| kept.keys().next().copied());
        let Some(at) = first else { return false };
        self.toasts.error(format!(
            "{}输入的内容还没有保存，请再保存一次，或按 Esc 不改。",
            cell_name(at)
        ));
        let shown = self
            .rows
            .with_untracked(|rows| rows.iter().any(|row| row.row == at.0));
        if shown {
            self.edit(at);
        }
        true
    }

    fn has_unsaved_input(self) -> bool {
        let open = self.editing.get_untracked();
        let typed = |at| {
            self.draft
                .with_untracked(|draft| draft.trim() != self.text(at))
        };
        open.is_some_and(typed)
            || self.saving.get_untracked()
            || self.unsaved.with_untracked(|kept| !kept.is_empty())
    }

    /// Asks before the tab is closed, and saves the open cell when the page is left.
    pub(super) fn guard(self) {
        let unload = window_event_listener(ev::beforeunload, move |event| {
            if self.has_unsaved_input() {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
        on_cleanup(move || {
            unload.remove();
            self.save(false);
        });
    }
}

/// Message for input that is lost because the page was left.
pub(super) fn lost(at: CellAt, typed: &str, message: &str) -> String {
    format!(
        "导入表格的{}没有保存，输入的是「{typed}」。{message}",
        cell_name(at)
    )
}

/// Message of an error with its cell errors and request id.
pub(super) fn save_error_text(error: &ApiError) -> String {
    let fields = error.field_errors().0;
    let message = if fields.is_empty() {
        error.message()
    } else {
        fields.into_iter().map(|field| field.detail).collect()
    };
    error.with_request(message)
}
