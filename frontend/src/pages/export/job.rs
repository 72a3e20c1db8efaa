//! An export on its way.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::export::ExportColumn;
use nmrs_domain::wire::{ExportFormat, ExportRunOut};

use super::model::{ExportRequest, Subject, all_units, order, whole_list};
use crate::api::{Api, ApiError, ApiResult, FileAnswer, Transfer, exports, use_api};
use crate::app::browser;

/// Between two looks at the progress.
const PAUSE_MS: i32 = 1000;

/// Where the export stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phase {
    /// Format and columns are being chosen.
    Choosing,
    /// The file is on its way.
    Running,
    /// It did not come.
    Failed(ApiError),
    /// The browser has it: its name and its size in bytes.
    Done(String, f64),
}

/// An export, from the first choice to the file.
#[derive(Clone, Copy)]
pub(super) struct ExportJob {
    pub(super) what: StoredValue<ExportRequest>,
    pub(super) phase: RwSignal<Phase>,
    pub(super) format: RwSignal<ExportFormat>,
    /// All columns rather than those that are shown.
    pub(super) all_columns: RwSignal<bool>,
    pub(super) transfer: Transfer,
    pub(super) progress: RwSignal<Option<ExportRunOut>>,
    /// Whether the user was request to stop it.
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

    /// Asks for the file.
    pub(super) fn start(self) {
        let key = browser::random_key();
        self.transfer.begin();
        self.progress.set(None);
        self.asking.set(false);
        self.phase.set(Phase::Running);
        browser::focus("export-running".into());
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
        // What had the focus goes away with what was shown before.
        let control = match &next {
            Phase::Choosing => "export-start",
            Phase::Failed(error) if error.can_retry() => "export-retry",
            _ => "export-close",
        };
        // Gone where the dialog was closed.
        if self.phase.try_set(next).is_none() {
            browser::focus(control.into());
        }
    }

    /// Asks whether it is to be stopped: what has come of the file by now would be lost.
    pub(super) fn ask(self) {
        self.asking.set(true);
        browser::focus("export-go-on".into());
    }

    /// It is not to be stopped.
    pub(super) fn go_on(self) {
        self.asking.set(false);
        browser::focus("export-running".into());
    }

    /// Looks once a second how far it is. What is not found out is no failure of the export.
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
