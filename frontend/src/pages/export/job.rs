//! Running export.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::export::ExportColumn;
use nmrs_domain::wire::{ExportFormat, ExportRunOut, ExportState, ExportTicketIn};

use super::model::{ExportRequest, Subject, all_units, order, whole_list};
use crate::api::{Api, ApiError, ApiResult, exports, use_api};
use crate::app::browser;

/// Milliseconds between two polls of the progress.
const PAUSE_MS: i32 = 1000;
/// Polls without a running export after which the download counts as not begun. The server lets an
/// export wait for 10 seconds.
const PATIENCE: u32 = 20;

/// State of the export.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phase {
    /// Format and columns are being chosen.
    Choosing,
    /// The browser downloads the file.
    Running,
    /// The server refused the export.
    Refused(ApiError),
    /// The download broke off, or did not begin.
    BrokenOff,
    /// The server has sent the whole file: number of rows.
    Done(u64),
}

/// An export, from the choice of its format to the file.
#[derive(Clone, Copy)]
pub(super) struct ExportJob {
    pub(super) what: StoredValue<ExportRequest>,
    pub(super) phase: RwSignal<Phase>,
    pub(super) format: RwSignal<ExportFormat>,
    /// All columns rather than those that are shown.
    pub(super) all_columns: RwSignal<bool>,
    pub(super) progress: RwSignal<Option<ExportRunOut>>,
    /// Number of the current attempt: answers to earlier ones are ignored.
    attempt: StoredValue<u32>,
    /// Key of the progress, once the download has begun.
    key: StoredValue<Option<String>>,
    api: Api,
}

impl ExportJob {
    pub(super) fn new(what: ExportRequest) -> Self {
        Self {
            what: StoredValue::new(what),
            phase: RwSignal::new(Phase::Choosing),
            format: RwSignal::new(ExportFormat::default()),
            all_columns: RwSignal::new(false),
            progress: RwSignal::new(None),
            attempt: StoredValue::new(0),
            key: StoredValue::new(None),
            api: use_api(),
        }
    }

    /// Starts the download.
    pub(super) fn start(self) {
        self.attempt.update_value(|attempt| *attempt += 1);
        self.progress.set(None);
        self.key.set_value(None);
        self.phase.set(Phase::Running);
        browser::focus("export-running");
        let attempt = self.attempt.get_value();
        spawn_local(async move {
            let phase = match self.run(attempt).await {
                Ok(phase) => phase,
                Err(error) => Phase::Refused(error),
            };
            if self.is_current(attempt) {
                self.end(phase);
            }
        });
    }

    /// Cancels the download.
    pub(super) fn cancel(self) {
        self.attempt.update_value(|attempt| *attempt += 1);
        if let Some(key) = self.key.get_value() {
            spawn_local(cancel(self.api, key));
        }
        self.end(Phase::Choosing);
    }

    async fn run(self, attempt: u32) -> ApiResult<Phase> {
        let ticket = exports::ticket(self.api, &self.input()).await?;
        if !self.is_current(attempt) || !browser::download(&ticket.url) {
            return Ok(Phase::BrokenOff);
        }
        self.key.set_value(Some(ticket.export_key.clone()));
        let mut unknown = 0;
        while self.is_current(attempt) && unknown < PATIENCE {
            browser::sleep(PAUSE_MS).await;
            let Ok(run) = exports::progress(self.api, &ticket.export_key).await else {
                unknown += 1;
                continue;
            };
            unknown = 0;
            match run.state {
                ExportState::Running if self.is_current(attempt) => self.progress.set(Some(run)),
                ExportState::Running => {}
                ExportState::Finished => return Ok(Phase::Done(run.rows)),
                ExportState::Failed => break,
            }
        }
        Ok(Phase::BrokenOff)
    }

    fn input(self) -> ExportTicketIn {
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
                let body = order(whole_list(&query), ids, columns, format);
                ExportTicketIn::Accounts(Box::new(body))
            }
            Subject::Units(query) => {
                let body = order(all_units(&query), ids, None, format);
                ExportTicketIn::ReportingUnits(Box::new(body))
            }
        }
    }

    /// Returns false after the attempt was cancelled or the dialog was closed.
    fn is_current(self, attempt: u32) -> bool {
        self.attempt.try_get_value() == Some(attempt)
    }

    fn end(self, next: Phase) {
        // The control that had the focus is removed with the previous phase.
        let control = match &next {
            Phase::Choosing => "export-start",
            Phase::Refused(error) if !error.can_retry() => "export-close",
            Phase::Refused(_) | Phase::BrokenOff => "export-retry",
            Phase::Running | Phase::Done(_) => "export-close",
        };
        self.phase.set(next);
        browser::focus(control);
    }
}

/// Cancels an export, which may be about to begin.
async fn cancel(api: Api, key: String) {
    for _ in 0..PATIENCE {
        if exports::cancel(api, &key).await.is_ok() {
            return;
        }
        browser::sleep(PAUSE_MS).await;
    }
}
