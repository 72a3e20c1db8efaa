//! Sends changes of rows.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::import::ImportColumn;
use nmrs_domain::wire::ImportRowIn;

use super::sheet::Sheet;
use super::unsaved::{lost, save_error_text};
use crate::api::{ApiError, imports};
use crate::app::browser;
use crate::pages::import::model::{CellAt, Mark, cell_name, mark_of};

impl Sheet {
    /// Saves the open cell; `onward` opens the next wrong one.
    pub(super) fn save(self, onward: bool) {
        let Some(at) = self.editing.get_untracked() else {
            return;
        };
        let typed = self.draft.get_untracked().trim().to_owned();
        if typed == self.text(at) {
            // Unchanged.
            self.forget(at);
            if onward {
                self.edit_next(Some(at));
            } else {
                self.editing.set(None);
            }
            return;
        }
        let sending = Some((at, typed.clone()));
        if self.sending.get_value() == sending {
            return;
        }
        self.sending.set_value(sending);
        let version = self.import.with_untracked(|import| import.version);
        spawn_local(async move {
            let cells = [(at.1, typed.clone())].into();
            let result = self.change(at.0, cells, None, version).await;
            self.sending.try_set_value(None);
            match result {
                Ok(()) => self.saved(at, &typed, onward),
                Err(error) => self.not_saved(at, typed, &error),
            }
        });
    }

    pub(super) fn set_skipped(self, row: u32, skipped: bool) {
        let version = self.import.with_untracked(|import| import.version);
        spawn_local(async move {
            match self.change(row, [].into(), Some(skipped), version).await {
                Ok(()) => {
                    let words = if skipped { "不导入" } else { "已恢复" };
                    self.announcement.try_set(format!("第 {row} 行{words}"));
                    // Its button was rendered again.
                    browser::focus(format!("leave-out-{row}"));
                }
                Err(error) => {
                    let words = if skipped { "不导入" } else { "恢复" };
                    let message = save_error_text(&error);
                    self.toasts
                        .error(format!("第 {row} 行没有改为「{words}」：{message}"));
                    self.handle_error(&error);
                }
            }
        });
    }

    /// Sends a change with the current version; `version` is used when the page was left.
    async fn change(
        self,
        row: u32,
        cells: BTreeMap<ImportColumn, String>,
        skipped: Option<bool>,
        version: i64,
    ) -> Result<(), ApiError> {
        // One at a time: each change carries the version that the previous one has made.
        while self.saving.try_get_untracked() == Some(true) {
            browser::sleep(20).await;
        }
        let known = self.import.try_with_untracked(|import| import.version);
        let version = known.unwrap_or(version);
        self.saving.try_set(true);
        let body = ImportRowIn {
            cells,
            skipped,
            version,
        };
        let result = imports::change_row(self.api, self.id, row, &body).await;
        self.saving.try_set(false);
        result.map(|changed| self.take(changed))
    }

    fn saved(self, at: CellAt, typed: &str, onward: bool) {
        self.forget(at);
        self.announcement
            .try_set(format!("{}已保存", cell_name(at)));
        let still_here = self.editing.try_get_untracked().flatten() == Some(at);
        // The user has typed on: saved next time.
        let untouched = self
            .draft
            .try_with_untracked(|draft| draft.trim() == typed)
            .unwrap_or_default();
        if !still_here || !untouched {
            return;
        }
        self.failed.set(None);
        let mark = untrack(|| self.row(at.0)).map(|row| mark_of(&row, at.1));
        match mark {
            // Still wrong: the cell stays open.
            Some(Mark::Error) if onward => self.draft.set(self.text(at)),
            _ if onward => self.edit_next(Some(at)),
            _ => self.editing.set(None),
        }
    }

    fn not_saved(self, at: CellAt, typed: String, error: &ApiError) {
        if self.unsaved.is_disposed() {
            self.toasts.error(lost(at, &typed, &save_error_text(error)));
            return;
        }
        let message = match error.code() {
            Some(ErrorCode::VersionConflict) => {
                "这次导入刚在别处改过，已经重新读取。您输入的内容还在，请看过后再保存一次。".into()
            }
            _ => save_error_text(error),
        };
        if self.editing.try_get_untracked().flatten() == Some(at) {
            self.failed.try_set(Some(message));
        } else {
            self.keep(at, typed, &message);
        }
        self.handle_error(error);
    }

    /// Handles errors that concern the import as a whole.
    pub(super) fn handle_error(self, error: &ApiError) {
        match error.code() {
            Some(ErrorCode::NotFound) => {
                self.missing.try_set(true);
            }
            Some(ErrorCode::ImportHasErrors) => spawn_local(async move {
                self.reload().await;
                self.show_error_cell();
            }),
            Some(ErrorCode::VersionConflict | ErrorCode::ImportCommitted) => {
                spawn_local(self.reload());
            }
            _ => {}
        }
    }
}
