//! How far an export has come, kept where every server can say it.

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

/// How often it is noted.
const OFTEN: Duration = Duration::from_secs(1);
/// An export of which nothing was noted for so long has lost its server.
const SILENT: time::Duration = time::Duration::seconds(60);

/// The name that a caller gives an export, to ask how far it has come: a UUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportKey(String);

impl ExportKey {
    /// Reads a key.
    ///
    /// # Errors
    /// When it is not a UUID.
    pub fn parse(text: &str) -> Result<Self, FieldErrors> {
        uuid::Uuid::try_parse(text)
            .map(|key| Self(key.hyphenated().to_string()))
            .map_err(|_| FieldErrors::one("/Export-Key", "应为一个 UUID"))
    }
}

/// How far an export of the caller has come.
///
/// # Errors
/// [`ErrorCode::NotFound`] when the caller has none of this key.
pub async fn export_run(
    app: &App,
    session: &Session,
    key: &ExportKey,
) -> Result<ExportRunOut, AppError> {
    let run = export_runs::find(&app.store, session.actor.user, &key.0)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    let lost = run.state == ExportState::Running && run.at + SILENT < app.now();
    Ok(ExportRunOut {
        rows: run.rows,
        total: run.total,
        state: if lost { ExportState::Failed } else { run.state },
    })
}

/// An export whose progress is noted, if its caller gave it a key.
pub(super) struct Progress {
    /// Rows written so far.
    pub(super) written: Arc<AtomicU64>,
    ended: Option<oneshot::Sender<ExportState>>,
}

impl Progress {
    /// Notes that an export begins, and goes on to note how far it has come.
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
        note(app, user, &key, total, 0, ExportState::Running).await?;
        let (ended, end) = oneshot::channel();
        let counter = Arc::clone(&written);
        tokio::spawn(keep_noting(app.clone(), user, key, total, counter, end));
        Ok(Self {
            written,
            ended: Some(ended),
        })
    }

    /// Notes how it ended. Dropped without this, it failed.
    pub(super) fn end(mut self, state: ExportState) {
        if let Some(ended) = self.ended.take() {
            // Nobody listens only when the server stops.
            let _ = ended.send(state);
        }
    }
}

async fn keep_noting(
    app: App,
    user: UserId,
    key: ExportKey,
    total: u64,
    written: Arc<AtomicU64>,
    mut end: oneshot::Receiver<ExportState>,
) {
    loop {
        let state = match tokio::time::timeout(OFTEN, &mut end).await {
            Ok(ended) => ended.unwrap_or(ExportState::Failed),
            Err(_) => ExportState::Running,
        };
        let rows = written.load(Ordering::Relaxed);
        if let Err(error) = note(&app, user, &key, total, rows, state).await {
            // The file does not depend on it.
            tracing::warn!(error = %error, "Could not note how far an export has come");
        }
        if state != ExportState::Running {
            return;
        }
    }
}

async fn note(
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
