//! Running export.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::export::ExportColumn;
use nmrs_domain::wire::{ExportFormat, ExportRunOut};

use super::model::{ExportRequest, Subject, all_units, order, whole_list};
use crate::api::{Api, ApiError, ApiResult, FileAnswer, Transfer, exports, use_api};
use crate::app::browser;

const PAUSE_MS: i32 = 1000;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phase {
    Choosing,
    Running,
    Failed(ApiError),
    /// File name and size in bytes.
    Done(String, f64),
}

#[derive(Clone, Copy)]
pub(super) struct ExportJob {
    pub(super) what: StoredValue<ExportRequest>,
    pub(super) phase: RwSignal<Phase>,
    pub(super) format: RwSignal<ExportFormat>,
    /// All columns instead of those that the list shows.
    pub(super) all_columns: RwSignal<bool>,
    pub(super) transfer: Transfer,
    pub(super) progress: RwSignal<Option<ExportRunOut>>,
    /// True while the user is asked whether to stop.
    pub(super) asking: RwSignal<bool>,
    api: Api,
}

impl ExportJob {
    pub(super) fn new(what: ExportRequest) -> Self {
        let transfer = Transfer::new();
        on_cleanup(move || transfer.cancel());
        Self {
            what: StoredValue::new(what),
            phase: RwSignal::new(Phase::Choosing),
            format: RwSignal::new(ExportFormat::default()),
            all_columns: RwSignal::new(false),
            transfer,
            progress: RwSignal::new(None),
            asking: RwSignal::new(false),
            api: use_api(),
        }
    }

    pub(super) fn start(self) {
        let key = browser::random_key();
        self.transfer.begin();
        self.progress.set(None);
        self.asking.set(false);
        self.phase.set(Phase::Running);
        browser::focus("export-running");
        spawn_local(self.follow(key.clone()));
        spawn_local(async move {
            let result = self.fetch(key).await;
            self.end(result);
        });
    }

    async fn fetch(self, key: String) -> ApiResult<FileAnswer> {
        let ExportRequest {
            subject,
            ids,
            shown,
            ..
        } = self.what.get_value();
        let chosen = !self.all_columns.get_untracked() && !shown.is_empty();
        let columns = chosen.then(|| shown.into_iter().map(ExportColumn::from).collect());
        let format = self.format.get_untracked();
        match subject {
            Subject::Accounts(query) => {
                let input = order(whole_list(&query), ids, columns, format);
                exports::accounts(self.api, &input, key, self.transfer).await
            }
            Subject::Units(query) => {
                let input = order(all_units(&query), ids, None, format);
                exports::reporting_units(self.api, &input, key, self.transfer).await
            }
        }
    }

    fn end(self, result: ApiResult<FileAnswer>) {
        let next = match result {
            Ok(file) if browser::save_blob(&file.name, &file.content) => {
                Phase::Done(file.name, file.content.size())
            }
            Ok(_) => Phase::Failed(ApiError::Offline),
            Err(ApiError::Cancelled) => Phase::Choosing,
            Err(error) => Phase::Failed(error),
        };
        // The focused control is removed.
        let control = match &next {
            Phase::Choosing => "export-start",
            Phase::Failed(error) if error.can_retry() => "export-retry",
            _ => "export-close",
        };
        // The dialog may have been closed.
        if self.phase.try_set(next).is_none() {
            browser::focus(control);
        }
    }

    /// Asks before the export is stopped.
    pub(super) fn ask(self) {
        self.asking.set(true);
        browser::focus("export-go-on");
    }

    pub(super) fn go_on(self) {
        self.asking.set(false);
        browser::focus("export-running");
    }

    /// Polls the progress once a second; failures are ignored.
    async fn follow(self, key: String) {
        loop {
            browser::sleep(PAUSE_MS).await;
            if self.phase.try_get_untracked() != Some(Phase::Running) {
                return;
            }
            if let Ok(progress) = exports::progress(self.api, &key).await {
                self.progress.try_set(Some(progress));
            }
        }
    }
}
