//! Limits concurrent uploads, and the parsing of files to one at a time, so that a flood of uploads
//! exhausts neither memory nor disk.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use nmrs_domain::error::ErrorCode;
use nmrs_domain::values::ids::UserId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::AppError;

/// Most concurrent uploads of all users.
const MAX_UPLOADS: u32 = 64;
/// Most concurrent uploads of one user.
const MAX_UPLOADS_PER_USER: u32 = 8;
/// Longest wait of an upload or a report for its permit.
const MAX_WAIT: Duration = Duration::from_secs(15);

type UploadCounts = Arc<Mutex<HashMap<UserId, u32>>>;

/// The limits of one server process.
#[derive(Debug, Clone)]
pub(crate) struct UploadLimiter {
    uploads: UploadCounts,
    parsing: Arc<Semaphore>,
}

impl Default for UploadLimiter {
    fn default() -> Self {
        Self {
            uploads: Arc::default(),
            // The unpacked content may be many times the size of its file.
            parsing: Arc::new(Semaphore::new(1)),
        }
    }
}

/// The slot of one upload, released when dropped.
#[derive(Debug)]
pub(crate) struct UploadSlot {
    uploads: UploadCounts,
    user: UserId,
}

impl Drop for UploadSlot {
    fn drop(&mut self) {
        let mut uploads = self.uploads.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = uploads.get_mut(&self.user) {
            *count -= 1;
            if *count == 0 {
                uploads.remove(&self.user);
            }
        }
    }
}

/// The permit to have one file in memory.
#[derive(Debug)]
pub(crate) struct ParsePermit(
    #[expect(dead_code, reason = "held until dropped")] OwnedSemaphorePermit,
);

impl UploadLimiter {
    /// Takes a slot for an upload.
    ///
    /// # Errors
    /// [`ErrorCode::Unavailable`] if none is free.
    pub(super) fn slot(&self, user: UserId) -> Result<UploadSlot, AppError> {
        let mut uploads = self.uploads.lock().unwrap_or_else(PoisonError::into_inner);
        if uploads
            .get(&user)
            .is_some_and(|count| *count >= MAX_UPLOADS_PER_USER)
        {
            return Err(busy("本单位同时上传的表格较多，请等前面的传完再上传。"));
        }
        if uploads.values().sum::<u32>() >= MAX_UPLOADS {
            return Err(busy("正在上传的表格较多，请稍后再上传。"));
        }
        *uploads.entry(user).or_default() += 1;
        Ok(UploadSlot {
            uploads: Arc::clone(&self.uploads),
            user,
        })
    }

    /// Waits for the permit to have a file in memory.
    ///
    /// # Errors
    /// [`ErrorCode::Unavailable`] after 15 s.
    pub(super) async fn parse_permit(&self) -> Result<ParsePermit, AppError> {
        let permit = Arc::clone(&self.parsing).acquire_owned();
        match tokio::time::timeout(MAX_WAIT, permit).await {
            Ok(Ok(permit)) => Ok(ParsePermit(permit)),
            _ => Err(busy("正在处理的表格较多，请稍后再试。")),
        }
    }
}

fn busy(detail: &str) -> AppError {
    AppError::refused(ErrorCode::Unavailable)
        .detail(detail)
        .retry_after(MAX_WAIT.as_secs())
}

impl ParsePermit {
    /// Runs work on a blocking thread and returns the permit with its result. If the caller is
    /// cancelled, the permit is kept until the work ends.
    pub(super) async fn run<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<(T, Self), AppError> {
        tokio::task::spawn_blocking(move || (work(), self))
            .await
            .map_err(|error| AppError::Internal(format!("the work on a sheet: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_user_cannot_take_all_slots_and_a_dropped_slot_is_free_again() {
        let limiter = UploadLimiter::default();
        let slot = |user| limiter.slot(UserId(user));
        let mut slots: Vec<_> = (0..MAX_UPLOADS_PER_USER)
            .map(|_| slot(1).unwrap())
            .collect();
        assert!(slot(1).is_err());
        let others = (0..MAX_UPLOADS - MAX_UPLOADS_PER_USER).map(|n| slot(2 + i64::from(n)));
        let others: Vec<_> = others.map(Result::unwrap).collect();
        assert!(slot(1000).is_err());
        slots.pop();
        slots.push(slot(1).unwrap());
        drop((slots, others));
        assert!(limiter.uploads.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn the_permit_is_free_again_after_a_panic() {
        let limiter = UploadLimiter::default();
        let permit = limiter.parse_permit().await.unwrap();
        let failed = permit.run(|| panic!("a broken sheet")).await;
        assert!(matches!(failed, Err::<((), _), _>(AppError::Internal(_))));
        limiter.parse_permit().await.unwrap();
    }
}
