//! What was typed and could not be saved: it stays until it is saved or given up.

use leptos::ev;
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::api::ApiError;
use crate::pages::import::model::{CellAt, cell_name};

impl Sheet {
    /// Keeps a text that could not be saved after its cell was closed, and says so.
    pub(super) fn keep(self, at: CellAt, typed: String, message: &str) {
        self.unsaved.update(|kept| {
            kept.insert(at, typed);
        });
        self.toasts
            .error(format!("{}没有保存：{message}", cell_name(at)));
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

    /// Whether a cell of a row has_unsaved to be saved. Reactive.
    pub(super) fn has_unsaved(self, row: u32) -> bool {
        self.unsaved.with(|kept| kept.keys().any(|at| at.0 == row))
    }

    /// Says that there is a text to be saved first, and opens its cell where it can be seen.
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

    /// Whether the browser would lose something by leaving.
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

    /// Asks before the browser leaves, and saves what is open when the page does.
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

/// The page is missing, and with it the place where the text would stand.
pub(super) fn lost(at: CellAt, typed: &str, message: &str) -> String {
    format!(
        "导入表格的{}没有保存，输入的是「{typed}」。{message}",
        cell_name(at)
    )
}

/// What a refusal says, with what it says about the cell, and what to name to support.
pub(super) fn explained(error: &ApiError) -> String {
    let fields = error.field_errors().0;
    let message = if fields.is_empty() {
        error.message()
    } else {
        fields.into_iter().map(|field| field.detail).collect()
    };
    error.with_request(message)
}
