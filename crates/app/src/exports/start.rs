use std::sync::Arc;
use std::time::Instant;

use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::{ExportFormat, ExportState};
use tokio::sync::OwnedSemaphorePermit;

use super::file::{ExportFile, names};
use super::progress::{ExportKey, Progress};
use super::reader::{FetchByKeys, read_ahead};
use super::stream::{StreamWriter, export_stream};
use super::writer::WriteJob;
use crate::auth::Session;
use crate::{App, AppError};

/// Everything that defines the content of an export.
pub(super) struct ExportPlan<R: FetchByKeys> {
    pub(super) keys: Vec<i64>,
    pub(super) columns: Vec<R::Column>,
    pub(super) context: R::Context,
    pub(super) format: ExportFormat,
    /// Beginning of the file name in Chinese, and in ASCII.
    pub(super) names: (String, &'static str),
}

/// Starts to read and write. The scope is that of the session at this moment.
pub(super) async fn start<R: FetchByKeys>(
    app: &App,
    session: &Session,
    slot: OwnedSemaphorePermit,
    key: Option<ExportKey>,
    plan: ExportPlan<R>,
) -> Result<ExportFile, AppError> {
    let ExportPlan {
        keys,
        columns,
        context,
        format,
        names: (subject, ascii),
    } = plan;
    let total = u64::try_from(keys.len()).unwrap_or(u64::MAX);
    let progress = Progress::begin(app, session.actor.user, key, total).await?;
    let (name, plain_name) = names(&subject, ascii, format, app.now());
    let (mut writer, stream) = export_stream(Arc::clone(&progress.cancelled));
    let job = WriteJob {
        total,
        batches: read_ahead::<R>(app.store.clone(), session.scope(), keys),
        columns,
        context,
        format,
    };
    let span = tracing::Span::current();
    let user = session.actor.user.0;
    tokio::task::spawn_blocking(move || {
        let _entered = span.entered();
        let begun = Instant::now();
        let outcome = write(job, &mut writer, &progress);
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
        progress.finish(outcome);
        drop(slot);
    });
    Ok(ExportFile {
        name,
        plain_name,
        format,
        total,
        stream,
    })
}

fn write<R: FetchByKeys>(
    job: WriteJob<R>,
    writer: &mut StreamWriter,
    progress: &Progress,
) -> ExportState {
    match job.write(writer, &progress.written) {
        Ok(()) => ExportState::Finished,
        Err(error) => {
            if !error.is_abandoned() && !writer.watch().is_abandoned() {
                tracing::error!(error = %error, "Could not finish an export");
            }
            ExportState::Failed
        }
    }
}

/// Refuses a selection of which the caller may see no row.
pub(super) fn refuse_empty(keys: Vec<i64>) -> Result<Vec<i64>, AppError> {
    if keys.is_empty() {
        return Err(AppError::refused(ErrorCode::NotFound)
            .detail("所选的行都已不在，或不在您的管理范围内，请刷新后重新选择。"));
    }
    Ok(keys)
}
