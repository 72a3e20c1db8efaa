use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::ids::UserId;
use nmrs_domain::wire::{ExportRunOut, ExportState};
use nmrs_store::export_runs::{self, ExportRun};
use tokio::sync::oneshot;

use crate::auth::Session;
use crate::{App, AppError, Random};

/// Interval between two updates in the database.
const INTERVAL: Duration = Duration::from_secs(1);
/// Time without an update after which an export counts as failed: its server has stopped.
const LOST_AFTER: time::Duration = time::Duration::seconds(60);

/// A UUID that the caller chooses, to query the progress of an export.
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

/// Records that an export failed before it began.
pub(super) async fn record_failure(
    app: &App,
    user: UserId,
    key: &ExportKey,
) -> Result<(), AppError> {
    let tx = app.store.begin().await?;
    export_runs::record(&tx, user, &key.0, run(app, 0, 0, ExportState::Failed)).await?;
    Ok(tx.commit().await?)
}

/// The progress of an export, stored if its caller gave a key.
pub(super) struct Progress {
    /// Number of rows written.
    pub(super) written: Arc<AtomicU64>,
    /// Set when the caller cancels the export.
    pub(super) cancelled: Arc<AtomicBool>,
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
        let mut progress = Self {
            written: Arc::default(),
            cancelled: Arc::default(),
            ended: None,
        };
        let Some(key) = key else {
            return Ok(progress);
        };
        let tx = app.store.begin().await?;
        export_runs::record(&tx, user, &key.0, run(app, 0, total, ExportState::Running)).await?;
        tx.commit().await?;
        let (ended, end) = oneshot::channel();
        progress.ended = Some(ended);
        let stored = StoredProgress {
            app: app.clone(),
            user,
            key,
            total,
            written: Arc::clone(&progress.written),
            cancelled: Arc::clone(&progress.cancelled),
        };
        tokio::spawn(stored.keep_storing(end));
        Ok(progress)
    }

    /// Stores the outcome. A progress that is dropped without it counts as failed.
    pub(super) fn finish(mut self, state: ExportState) {
        if let Some(ended) = self.ended.take() {
            // Fails only while the server stops.
            let _ = ended.send(state);
        }
    }
}

/// Running export whose progress is stored.
struct StoredProgress {
    app: App,
    user: UserId,
    key: ExportKey,
    total: u64,
    written: Arc<AtomicU64>,
    cancelled: Arc<AtomicBool>,
}

impl StoredProgress {
    async fn keep_storing(self, mut end: oneshot::Receiver<ExportState>) {
        loop {
            let state = match tokio::time::timeout(INTERVAL, &mut end).await {
                Ok(ended) => ended.unwrap_or(ExportState::Failed),
                Err(_) => ExportState::Running,
            };
            match self.store(state).await {
                Ok(true) => {}
                Ok(false) => {
                    self.cancelled.store(true, Ordering::Relaxed);
                    return;
                }
                // The file does not depend on its progress.
                Err(error) => {
                    tracing::warn!(error = %error, "Could not store the progress of an export");
                }
            }
            if state != ExportState::Running {
                return;
            }
        }
    }

    /// Returns false if the export was cancelled.
    async fn store(&self, state: ExportState) -> Result<bool, AppError> {
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
