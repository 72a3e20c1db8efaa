use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::ids::UserId;
use nmrs_domain::wire::{ExportRunOut, ExportState};
use nmrs_store::export_runs::{self, ExportRun};
use tokio::sync::oneshot;

use crate::auth::Session;
use crate::{App, AppError};

/// Interval between two updates in the database.
const INTERVAL: Duration = Duration::from_secs(1);
/// Time without an update after which an export counts as failed: its server has stopped.
const LOST_AFTER: time::Duration = time::Duration::seconds(60);

/// A UUID that the caller chooses, to query the progress of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportKey(String);

impl ExportKey {
    /// Parses a key.
    ///
    /// # Errors
    /// A field error if it is not a UUID.
    pub fn parse(text: &str) -> Result<Self, FieldErrors> {
        uuid::Uuid::try_parse(text)
            .map(|key| Self(key.hyphenated().to_string()))
            .map_err(|_| FieldErrors::one("/Export-Key", "应为一个 UUID"))
    }
}

/// Returns the progress of an export of the caller. The database keeps it, so that every server can
/// return it.
///
/// # Errors
/// [`ErrorCode::NotFound`] if the caller has no export with this key.
pub async fn export_run(
    app: &App,
    session: &Session,
    key: &ExportKey,
) -> Result<ExportRunOut, AppError> {
    let run = export_runs::find(&app.store, session.actor.user, &key.0)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    let lost = run.state == ExportState::Running && run.at + LOST_AFTER < app.now();
    Ok(ExportRunOut {
        rows: run.rows,
        total: run.total,
        state: if lost { ExportState::Failed } else { run.state },
    })
}

/// The progress of an export, stored if its caller gave a key.
pub(super) struct Progress {
    /// Number of rows written.
    pub(super) written: Arc<AtomicU64>,
    ended: Option<oneshot::Sender<ExportState>>,
}

impl Progress {
    /// Stores the start of an export and starts to store its progress.
    pub(super) async fn begin(
        app: &App,
        user: UserId,
        key: Option<ExportKey>,
        total: u64,
    ) -> Result<Self, AppError> {
        let written = Arc::new(AtomicU64::new(0));
        let Some(key) = key else {
            return Ok(Self {
                written,
                ended: None,
            });
        };
        store_state(app, user, &key, total, 0, ExportState::Running).await?;
        let (ended, end) = oneshot::channel();
        let counter = Arc::clone(&written);
        tokio::spawn(store_progress(app.clone(), user, key, total, counter, end));
        Ok(Self {
            written,
            ended: Some(ended),
        })
    }

    /// Stores the outcome. A progress that is dropped without it counts as failed.
    pub(super) fn finish(mut self, state: ExportState) {
        if let Some(ended) = self.ended.take() {
            // Fails only while the server stops.
            let _ = ended.send(state);
        }
    }
}

async fn store_progress(
    app: App,
    user: UserId,
    key: ExportKey,
    total: u64,
    written: Arc<AtomicU64>,
    mut end: oneshot::Receiver<ExportState>,
) {
    loop {
        let state = match tokio::time::timeout(INTERVAL, &mut end).await {
            Ok(ended) => ended.unwrap_or(ExportState::Failed),
            Err(_) => ExportState::Running,
        };
        let rows = written.load(Ordering::Relaxed);
        if let Err(error) = store_state(&app, user, &key, total, rows, state).await {
            // The file does not depend on its progress.
            tracing::warn!(error = %error, "Could not store the progress of an export");
        }
        if state != ExportState::Running {
            return;
        }
    }
}

async fn store_state(
    app: &App,
    user: UserId,
    key: &ExportKey,
    total: u64,
    rows: u64,
    state: ExportState,
) -> Result<(), AppError> {
    let at = app.now();
    let tx = app.store.begin().await?;
    let run = ExportRun {
        rows,
        total,
        state,
        at,
    };
    export_runs::record(&tx, user, &key.0, run).await?;
    Ok(tx.commit().await?)
}
