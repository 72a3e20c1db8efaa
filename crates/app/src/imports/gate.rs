//! How many uploads are worked on at a time, so that no flood of them takes all memory.

use std::sync::Arc;
use std::time::Duration;

use nmrs_domain::error::ErrorCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{App, AppError};

/// Uploads that are held in memory at a time, from the first byte to the last row.
const HELD: usize = 3;
/// Files that are unpacked or written at a time.
const OPEN: usize = 1;
/// How long an upload waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// The turns of this process.
#[derive(Debug, Clone)]
pub(crate) struct Gate {
    held: Arc<Semaphore>,
    open: Arc<Semaphore>,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            held: Arc::new(Semaphore::new(HELD)),
            open: Arc::new(Semaphore::new(OPEN)),
        }
    }
}

/// The turn of one upload; it ends when this is dropped.
#[derive(Debug)]
pub struct Admission {
    _permit: OwnedSemaphorePermit,
}

/// Waits for the turn of an upload; to be called before its file is read.
///
/// # Errors
/// [`ErrorCode::Unavailable`] when others take too long.
pub async fn admit(app: &App) -> Result<Admission, AppError> {
    let turn = Arc::clone(&app.imports.held).acquire_owned();
    match tokio::time::timeout(PATIENCE, turn).await {
        Ok(Ok(permit)) => Ok(Admission { _permit: permit }),
        _ => Err(AppError::refused(ErrorCode::Unavailable)
            .detail("正在处理的表格较多，请稍后再上传。")
            .retry_after(PATIENCE.as_secs())),
    }
}

impl Gate {
    /// Works on a file off the threads that serve requests. Work that nobody waits for any more keeps
    /// its turn until it is done.
    pub(crate) async fn open<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let internal = |error: &dyn std::fmt::Display| AppError::Internal(error.to_string());
        let permit = Arc::clone(&self.open)
            .acquire_owned()
            .await
            .map_err(|error| internal(&error))?;
        let work = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        work.await.map_err(|error| internal(&error))
    }
}
