//! Sets an export going.

use std::sync::Arc;
use std::time::Instant;

use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::{ExportFormat, ExportState};
use tokio::sync::OwnedSemaphorePermit;

use super::body::pipe;
use super::file::names;
use super::progress::{ExportKey, Progress};
use super::reader::{ByKeys, read};
use super::writer::Job;
use super::{ExportFile, body::Pipe};
use crate::auth::Session;
use crate::{App, AppError};

/// What is to be exported, in every detail.
pub(super) struct Plan<R: ByKeys> {
    pub(super) keys: Vec<i64>,
    pub(super) columns: Vec<R::Column>,
    pub(super) context: R::Context,
    pub(super) format: ExportFormat,
    /// What the file is called, in Chinese and plainly.
    pub(super) names: (String, &'static str),
}

/// Begins to read and to write. The scope is the session's at this moment.
pub(super) async fn start<R: ByKeys>(
    app: &App,
    session: &Session,
    place: OwnedSemaphorePermit,
    key: Option<ExportKey>,
    plan: Plan<R>,
) -> Result<ExportFile, AppError> {
    let Plan {
        keys,
        columns,
        context,
        format,
        names: (what, ascii),
    } = plan;
    let total = u64::try_from(keys.len()).unwrap_or(u64::MAX);
    let progress = Progress::begin(app, session.actor.user, key, total).await?;
    let (name, plain_name) = names(&what, ascii, format, app.now());
    let (mut pipe, body) = pipe(Arc::clone(&progress.cancelled));
    let job = Job {
        total,
        batches: read::<R>(app.store.clone(), session.scope(), keys),
        columns,
        context,
        format,
    };
    let span = tracing::Span::current();
    let user = session.actor.user.0;
    tokio::task::spawn_blocking(move || {
        let _entered = span.entered();
        let begun = Instant::now();
        let outcome = write(job, &mut pipe, &progress);
        let rows = progress.written.load(std::sync::atomic::Ordering::Relaxed);
        let duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(
            user.id = user,
            export.what = R::SHEET,
            export.format = format.as_str(),
            export.rows = rows,
            export.finished = outcome == ExportState::Finished,
            duration_ms,
            "Exported"
        );
        progress.end(outcome);
        drop(place);
    });
    Ok(ExportFile {
        name,
        plain_name,
        format,
        total,
        body,
    })
}

fn write<R: ByKeys>(job: Job<R>, pipe: &mut Pipe, progress: &Progress) -> ExportState {
    match job.write(pipe, &progress.written) {
        Ok(()) => ExportState::Finished,
        Err(stopped) => {
            if !stopped.is_callers() && !pipe.watch().is_abandoned() {
                tracing::error!(error = %stopped, "Could not finish an export");
            }
            ExportState::Failed
        }
    }
}

/// The keys that were chosen, as far as the caller may see them.
pub(super) fn some(keys: Vec<i64>) -> Result<Vec<i64>, AppError> {
    if keys.is_empty() {
        return Err(AppError::refused(ErrorCode::NotFound)
            .detail("所选的行都已不在，或不在您的管理范围内，请刷新后重新选择。"));
    }
    Ok(keys)
}
