//! The one thread on which sheets are read and written. The allocator keeps what was freed for the
//! thread that had it: of many threads, each would keep the room of the largest sheet.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};

use tokio::sync::oneshot;

use crate::AppError;

type Job = Box<dyn FnOnce() + Send>;

/// The thread; it begins with the first work and ends with the program.
#[derive(Debug, Default)]
pub(super) struct Thread(Mutex<Option<Sender<Job>>>);

impl Thread {
    /// Does work on the thread, after what was given to it before.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let (done, result) = oneshot::channel();
        self.give(Box::new(move || {
            // Nobody may be waiting any more.
            let _ = done.send(work());
        }))?;
        // The sender goes without a result where the work has panicked.
        let failed = |_| AppError::Internal("the work on a sheet has failed".into());
        result.await.map_err(failed)
    }

    fn give(&self, job: Job) -> Result<(), AppError> {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.is_none() {
            *jobs = Some(start()?);
        }
        let given = jobs.as_ref().map(|jobs| jobs.send(job));
        match given {
            Some(Ok(())) => Ok(()),
            _ => Err(AppError::Internal("the thread for sheets has ended".into())),
        }
    }
}

fn start() -> Result<Sender<Job>, AppError> {
    let (send, receive) = channel::<Job>();
    let work = move || {
        for job in receive {
            // One that panics has its own caller to tell; the next ones have nothing to do with it.
            if catch_unwind(AssertUnwindSafe(job)).is_err() {
                tracing::error!("The work on a sheet has panicked");
            }
        }
    };
    std::thread::Builder::new()
        .name("sheets".into())
        .spawn(work)
        .map(|_| send)
        .map_err(|error| AppError::Internal(format!("the thread for sheets: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn all_work_is_done_on_one_thread_also_after_a_panic() {
        let thread = Thread::default();
        let id = || std::thread::current().id();
        let first = thread.run(id).await.unwrap();
        assert_ne!(first, id());
        let failed: Result<(), _> = thread.run(|| panic!("a sheet that is none")).await;
        assert!(matches!(failed, Err(AppError::Internal(_))));
        assert_eq!(thread.run(id).await.unwrap(), first);
    }
}
