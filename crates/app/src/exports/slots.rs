use std::sync::Arc;
use std::time::Duration;

use nmrs_domain::error::ErrorCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::AppError;

/// Concurrent exports of a server: each occupies a processor.
const MAX_CONCURRENT: usize = 2;
/// Longest wait for a slot.
const MAX_WAIT: Duration = Duration::from_secs(10);

/// The slots for the exports of one server process.
#[derive(Debug, Clone)]
pub(crate) struct ExportSlots(Arc<Semaphore>);

impl Default for ExportSlots {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MAX_CONCURRENT)))
    }
}

impl ExportSlots {
    /// Waits for a slot.
    ///
    /// # Errors
    /// [`ErrorCode::Unavailable`] after 10 s.
    pub(super) async fn acquire(&self) -> Result<OwnedSemaphorePermit, AppError> {
        match tokio::time::timeout(MAX_WAIT, Arc::clone(&self.0).acquire_owned()).await {
            Ok(Ok(slot)) => Ok(slot),
            Ok(Err(error)) => Err(AppError::Internal(error.to_string())),
            Err(_) => Err(AppError::refused(ErrorCode::Unavailable)
                .detail("同时导出的人较多，请过一会儿再导出。")
                .retry_after(MAX_WAIT.as_secs())),
        }
    }
}
