//! State of the second step.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use nmrs_domain::import::ImportColumn;
use nmrs_domain::wire::{ImportOut, ImportRowChangedOut, ImportRowOut, Page};

use crate::api::{Api, ApiResult, imports, use_api};
use crate::app::browser;
use crate::lists::Loader;
use crate::pages::import::model::{CellAt, RowsUrl, columns_shown, next_error_cell, text_of};
use crate::ui::{Toasts, use_toasts};

/// State of the second step.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) id: i64,
    pub(super) import: Memo<ImportOut>,
    pub(super) now: RwSignal<Option<ImportOut>>,
    pub(super) url: Memo<RowsUrl>,
    pub(super) loaded: Loader<RowsUrl, ApiResult<Page<ImportRowOut>>>,
    changed: RwSignal<BTreeMap<u32, ImportRowOut>>,
    pub(super) rows: Memo<Vec<ImportRowOut>>,
    pub(super) columns: Memo<Vec<ImportColumn>>,
    pub(super) editing: RwSignal<Option<CellAt>>,
    pub(super) draft: RwSignal<String>,
    /// Input of closed cells that could not be saved.
    pub(super) unsaved: RwSignal<BTreeMap<CellAt, String>>,
    pub(super) saving: RwSignal<bool>,
    pub(super) failed: RwSignal<Option<String>>,
    /// Announcement for screen readers.
    pub(super) announcement: RwSignal<String>,
    /// True if the import no longer exists.
    pub(super) missing: RwSignal<bool>,
    pub(super) sending: StoredValue<Option<(CellAt, String)>>,
    /// True if the first wrong cell is opened once the rows have arrived.
    onward: StoredValue<bool>,
    pub(super) api: Api,
    pub(super) toasts: Toasts,
    goto: Callback<RowsUrl>,
}

impl Sheet {
    pub(super) fn new(first: ImportOut, now: RwSignal<Option<ImportOut>>) -> Self {
        let (api, id) = (use_api(), first.id);
        let params = use_query_map();
        let url =
            Memo::new(move |_| params.with(|params| RowsUrl::read(id, |name| params.get(name))));
        let changed = RwSignal::new(BTreeMap::new());
        let loaded = Loader::new(url, move |url: RowsUrl| async move {
            let page = imports::rows(api, url.id, &url.query()).await;
            // The loaded page contains all changes.
            changed.try_update(BTreeMap::clear);
            page
        });
        let rows = Memo::new(move |_| {
            let loaded = loaded.value().and_then(Result::ok);
            let rows = loaded.map(|page| page.items).unwrap_or_default();
            changed.with(|changed| {
                rows.into_iter()
                    .map(|row| changed.get(&row.row).cloned().unwrap_or(row))
                    .collect::<Vec<_>>()
            })
        });
        let columns = Memo::new(move |before: Option<&Vec<ImportColumn>>| {
            let before = before.map_or(&[][..], Vec::as_slice);
            rows.with(|rows| columns_shown(rows, before))
        });
        let sheet = Self {
            id,
            import: Memo::new(move |_| now.get().unwrap_or_else(|| first.clone())),
            now,
            url,
            loaded,
            changed,
            rows,
            columns,
            editing: RwSignal::new(None),
            draft: RwSignal::new(String::new()),
            unsaved: RwSignal::new(BTreeMap::new()),
            saving: RwSignal::new(false),
            failed: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            missing: RwSignal::new(false),
            sending: StoredValue::new(None),
            onward: StoredValue::new(false),
            api,
            toasts: use_toasts(),
            goto: navigate_rows(),
        };
        // The new rows have arrived: opens the first wrong cell if requested.
        Effect::new(move |_| {
            let settled = sheet.is_settled();
            if settled && sheet.onward.get_value() {
                sheet.onward.set_value(false);
                untrack(|| sheet.edit_next(None));
            }
        });
        sheet
    }

    /// Returns true if the rows belong to the URL. Reactive.
    pub(super) fn is_settled(self) -> bool {
        let url = self.url.get();
        self.loaded
            .with(|loaded| loaded.is_some_and(|(answered, _)| *answered == url))
    }

    /// Opens another page of rows; saves the open cell.
    pub(super) fn go(self, url: RowsUrl) {
        self.save(false);
        self.editing.set(None);
        self.goto.run(url);
    }

    pub(super) fn show_error_cell(self) {
        let url = self.url.try_get_untracked();
        let wrong = self
            .import
            .try_with_untracked(|import| url.map(|url| url.to_wrong(import)));
        if let Some(wrong) = wrong.flatten().filter(|wrong| Some(*wrong) != url) {
            self.go(wrong);
        }
    }

    /// Reactive.
    pub(super) fn row(self, number: u32) -> Option<ImportRowOut> {
        self.rows
            .with(|rows| rows.iter().find(|row| row.row == number).cloned())
    }

    pub(super) fn text(self, at: CellAt) -> String {
        self.rows.with_untracked(|rows| {
            let row = rows.iter().find(|row| row.row == at.0);
            row.map(|row| text_of(row, at.1).to_owned())
                .unwrap_or_default()
        })
    }

    /// Opens a cell; saves the one that was open.
    pub(super) fn edit(self, at: CellAt) {
        if self.editing.get_untracked().is_some_and(|open| open != at) {
            self.save(false);
        }
        let kept = self.unsaved.with_untracked(|kept| kept.get(&at).cloned());
        let text = kept.unwrap_or_else(|| self.text(at));
        self.failed.set(None);
        self.draft.set(text);
        self.editing.set(Some(at));
    }

    pub(super) fn restore(self) {
        let at = self.editing.get_untracked();
        self.editing.set(None);
        self.failed.set(None);
        if let Some(at) = at {
            self.forget(at);
            browser::focus(cell_id(at));
        }
    }

    /// Opens the next wrong cell after `from`, on this page or another. If none is left, focuses
    /// the submit button.
    pub(super) fn edit_next(self, from: Option<CellAt>) {
        let next = self.rows.with_untracked(|rows| next_error_cell(rows, from));
        let left = self.import.with_untracked(|import| import.errors);
        if let Some(next) = next {
            self.edit(next);
            return;
        }
        self.editing.set(None);
        if left == 0 {
            self.announcement.set("没有错误了，可以提交。".into());
            browser::focus("import-submit");
            return;
        }
        let still_wrong = from.is_some_and(|at| {
            self.rows.with_untracked(|rows| next_error_cell(rows, None)) == Some(at)
        });
        if still_wrong {
            // The only wrong cell of this page was seen and left.
            if let Some(at) = from {
                browser::focus(cell_id(at));
            }
            return;
        }
        let url = self.url.get_untracked();
        let errors = url.with_only(crate::pages::import::model::RowFilter::Errors);
        self.onward.set_value(true);
        if errors == url {
            self.loaded.refetch();
        } else {
            self.go(errors);
        }
    }

    pub(super) fn take(self, changed: ImportRowChangedOut) {
        let ImportRowChangedOut { import, rows } = changed;
        self.changed.try_update(|changed| {
            changed.extend(rows.into_iter().map(|row| (row.row, row)));
        });
        self.now.try_set(Some(import));
    }

    /// Reloads import and rows after a change elsewhere.
    pub(super) async fn reload(self) {
        if let Ok(import) = imports::get(self.api, self.id).await {
            self.now.try_set(Some(import));
        }
        self.loaded.refetch();
    }
}

pub(super) fn cell_id(at: CellAt) -> String {
    format!("cell-{}-{}", at.0, at.1.as_str())
}

pub(super) fn use_sheet() -> Sheet {
    expect_context()
}

fn navigate_rows() -> Callback<RowsUrl> {
    let navigate = use_navigate();
    Callback::new(move |url: RowsUrl| {
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&url.path(), options);
    })
}
