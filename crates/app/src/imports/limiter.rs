//! How many uploads are on their way and worked on at a time, so that no flood of them takes all
//! memory or disk.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use nmrs_domain::error::ErrorCode;
use nmrs_domain::ids::UserId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::thread::Thread;
use crate::AppError;

/// Files that are on their way, of all users and of one.
const ON_THEIR_WAY: u32 = 64;
const OF_A_USER: u32 = 8;
/// How long an upload or a report waits for its turn.
const PATIENCE: Duration = Duration::from_secs(15);

/// The turns of this process.
#[derive(Debug, Clone)]
pub(crate) struct Gate {
    arriving: Arc<Mutex<HashMap<UserId, u32>>>,
    open: Arc<Semaphore>,
    thread: Arc<Thread>,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            arriving: Arc::default(),
            // What is in a file may be many times its size: one at a time.
            open: Arc::new(Semaphore::new(1)),
            thread: Arc::default(),
        }
    }
}

/// The place of a file that is on its way; it is free again when this is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    arriving: Arc<Mutex<HashMap<UserId, u32>>>,
    user: UserId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut arriving = self.arriving.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = arriving.get_mut(&self.user) {
            *count -= 1;
            if *count == 0 {
                arriving.remove(&self.user);
            }
        }
    }
}

/// The turn to have a file open.
#[derive(Debug)]
pub(crate) struct Turn {
    thread: Arc<Thread>,
    _permit: OwnedSemaphorePermit,
}

impl Gate {
    /// A place for a file that begins to come.
    ///
    /// # Errors
    /// [`ErrorCode::Unavailable`] when there is none.
    pub(super) fn place(&self, user: UserId) -> Result<Place, AppError> {
        let mut arriving = self.arriving.lock().unwrap_or_else(PoisonError::into_inner);
        if arriving.get(&user).is_some_and(|of| *of >= OF_A_USER) {
            return Err(busy("本单位同时上传的表格较多，请等前面的传完再上传。"));
        }
        if arriving.values().sum::<u32>() >= ON_THEIR_WAY {
            return Err(busy("正在上传的表格较多，请稍后再上传。"));
        }
        *arriving.entry(user).or_default() += 1;
        Ok(Place {
            arriving: Arc::clone(&self.arriving),
            user,
        })
    }

    /// Waits for the turn to open a file.
    ///
    /// # Errors
    /// [`ErrorCode::Unavailable`] when others take too long.
    pub(super) async fn turn(&self) -> Result<Turn, AppError> {
        let turn = Arc::clone(&self.open).acquire_owned();
        match tokio::time::timeout(PATIENCE, turn).await {
            Ok(Ok(permit)) => Ok(Turn {
                thread: Arc::clone(&self.thread),
                _permit: permit,
            }),
            _ => Err(busy("正在处理的表格较多，请稍后再试。")),
        }
    }
}

fn busy(detail: &str) -> AppError {
    AppError::refused(ErrorCode::Unavailable)
        .detail(detail)
        .retry_after(PATIENCE.as_secs())
}

impl Turn {
    /// Works on a file off the threads that serve requests, and gives the turn back. Work that nobody
    /// waits for any more keeps it until it is done.
    pub(super) async fn open<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<(T, Self), AppError> {
        let thread = Arc::clone(&self.thread);
        thread.run(move || (work(), self)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_user_does_not_take_all_places_and_gives_them_back() {
        let gate = Gate::default();
        let place = |user| gate.place(UserId(user));
        let mut places: Vec<_> = (0..OF_A_USER).map(|_| place(1).unwrap()).collect();
        assert!(place(1).is_err());
        let others = (0..ON_THEIR_WAY - OF_A_USER).map(|n| place(2 + i64::from(n)));
        let others: Vec<_> = others.map(Result::unwrap).collect();
        assert!(place(1000).is_err());
        places.pop();
        places.push(place(1).unwrap());
        drop((places, others));
        assert!(gate.arriving.lock().unwrap().is_empty());
    }
}
