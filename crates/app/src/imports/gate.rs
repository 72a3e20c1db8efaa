//! How many uploads are worked on at a time, so that no flood of them takes all memory.

use std::sync::Arc;
use std::time::Duration;

use nmrs_domain::error::ErrorCode;
use nmrs_domain::import::MAX_IMPORT_BYTES;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{App, AppError};

/// Megabytes of files that have been read or are being read.
const HELD: usize = 30;
const MEGABYTE: usize = 1024 * 1024;
/// How long an upload waits until it may be read.
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
            // What is in a file may be many times its size: one at a time.
            open: Arc::new(Semaphore::new(1)),
        }
    }
}

/// The room that an upload takes; it is free again when this is dropped.
#[derive(Debug)]
pub struct Admission {
    _permit: OwnedSemaphorePermit,
}

/// Waits until there is room for an upload of so many bytes, as far as that is known; to be called
/// before its file is read.
///
/// # Errors
/// [`ErrorCode::Unavailable`] when others take too long.
pub async fn admit(app: &App, bytes: Option<usize>) -> Result<Admission, AppError> {
    let most = MAX_IMPORT_BYTES.div_ceil(MEGABYTE);
    let room = bytes.map_or(most, |bytes| bytes.div_ceil(MEGABYTE).clamp(1, most));
    let room = u32::try_from(room).unwrap_or(u32::MAX);
    let turn = Arc::clone(&app.imports.held).acquire_many_owned(room);
    match tokio::time::timeout(PATIENCE, turn).await {
        Ok(Ok(permit)) => Ok(Admission { _permit: permit }),
        _ => Err(AppError::refused(ErrorCode::Unavailable)
            .detail("正在处理的表格较多，请稍后再上传。")
            .retry_after(PATIENCE.as_secs())),
    }
}

/// The turn to have a file open.
#[derive(Debug)]
pub(crate) struct Turn {
    _permit: OwnedSemaphorePermit,
}

impl Gate {
    /// Waits for the turn to open a file.
    pub(crate) async fn turn(&self) -> Result<Turn, AppError> {
        let permit = Arc::clone(&self.open).acquire_owned().await;
        permit
            .map(|permit| Turn { _permit: permit })
            .map_err(|error| AppError::Internal(error.to_string()))
    }
}

impl Turn {
    /// Works on a file off the threads that serve requests, and gives the turn back. Work that nobody
    /// waits for any more keeps it until it is done.
    pub(crate) async fn open<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<(T, Self), AppError> {
        tokio::task::spawn_blocking(move || (work(), self))
            .await
            .map_err(|error| AppError::Internal(error.to_string()))
    }
}
