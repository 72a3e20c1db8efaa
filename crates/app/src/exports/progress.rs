//! How far an export has come, kept where every server can say it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::ids::UserId;
use nmrs_domain::wire::{ExportRunOut, ExportState};
use nmrs_store::export_runs::{self, ExportRun};
use tokio::sync::oneshot;

use crate::auth::Session;
use crate::random::Random;
use crate::{App, AppError};

/// How often it is noted.
const OFTEN: Duration = Duration::from_secs(1);
/// An export of which nothing was noted for so long has lost its server.
const SILENT: time::Duration = time::Duration::seconds(60);

/// The name that a caller gives an export, to ask how far it has come: a UUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportKey(String);

impl ExportKey {
    /// Returns a random key.
    pub(super) fn draw(random: &dyn Random) -> Self {
        let mut bytes = [0; 16];
        random.fill(&mut bytes);
        let key = uuid::Builder::from_random_bytes(bytes).into_uuid();
        Self(key.hyphenated().to_string())
    }

    /// Returns the key that was stored by [`ExportKey::as_str`].
    pub(super) fn stored(key: String) -> Self {
        Self(key)
    }

    /// Returns the key in lower case with hyphens.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

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

/// Cancels a running export of the caller. The server that writes it stops within seconds; of an export
/// that is not running, nothing changes.
///
/// # Errors
/// [`ErrorCode::NotFound`] if the caller has no export of this key.
pub async fn cancel_export(app: &App, session: &Session, key: &ExportKey) -> Result<(), AppError> {
    let user = session.actor.user;
    let tx = app.store.begin().await?;
    export_runs::find(&tx, user, &key.0)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    export_runs::cancel(&tx, user, &key.0, app.now()).await?;
    Ok(tx.commit().await?)
}

/// Notes that an export failed before it began.
pub(super) async fn note_failure(app: &App, user: UserId, key: &ExportKey) -> Result<(), AppError> {
    let tx = app.store.begin().await?;
    export_runs::note(&tx, user, &key.0, run(app, 0, 0, ExportState::Failed)).await?;
    Ok(tx.commit().await?)
}

/// An export whose progress is noted, if its caller gave it a key.
pub(super) struct Progress {
    /// Rows written so far.
    pub(super) written: Arc<AtomicU64>,
    /// Set when the caller cancels the export.
    pub(super) cancelled: Arc<AtomicBool>,
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
        let mut progress = Self {
            written: Arc::default(),
            cancelled: Arc::default(),
            ended: None,
        };
        let Some(key) = key else {
            return Ok(progress);
        };
        let tx = app.store.begin().await?;
        export_runs::note(&tx, user, &key.0, run(app, 0, total, ExportState::Running)).await?;
        tx.commit().await?;
        let (ended, end) = oneshot::channel();
        progress.ended = Some(ended);
        let noted = Noted {
            app: app.clone(),
            user,
            key,
            total,
            written: Arc::clone(&progress.written),
            cancelled: Arc::clone(&progress.cancelled),
        };
        tokio::spawn(noted.keep_noting(end));
        Ok(progress)
    }

    /// Notes how it ended. Dropped without this, it failed.
    pub(super) fn end(mut self, state: ExportState) {
        if let Some(ended) = self.ended.take() {
            // Nobody listens only when the server stops.
            let _ = ended.send(state);
        }
    }
}

/// An export under way, as its progress is noted.
struct Noted {
    app: App,
    user: UserId,
    key: ExportKey,
    total: u64,
    written: Arc<AtomicU64>,
    cancelled: Arc<AtomicBool>,
}

impl Noted {
    async fn keep_noting(self, mut end: oneshot::Receiver<ExportState>) {
        loop {
            let state = match tokio::time::timeout(OFTEN, &mut end).await {
                Ok(ended) => ended.unwrap_or(ExportState::Failed),
                Err(_) => ExportState::Running,
            };
            match self.note(state).await {
                Ok(true) => {}
                Ok(false) => {
                    self.cancelled.store(true, Ordering::Relaxed);
                    return;
                }
                // The file does not depend on it.
                Err(error) => {
                    tracing::warn!(error = %error, "Could not note how far an export has come");
                }
            }
            if state != ExportState::Running {
                return;
            }
        }
    }

    /// Returns false if the export was cancelled.
    async fn note(&self, state: ExportState) -> Result<bool, AppError> {
        let rows = self.written.load(Ordering::Relaxed);
        let run = run(&self.app, rows, self.total, state);
        let tx = self.app.store.begin().await?;
        let running = export_runs::advance(&tx, self.user, self.key.as_str(), run).await?;
        tx.commit().await?;
        Ok(running)
    }
}

fn run(app: &App, rows: u64, total: u64, state: ExportState) -> ExportRun {
    ExportRun {
        rows,
        total,
        state,
        at: app.now(),
    }
}
