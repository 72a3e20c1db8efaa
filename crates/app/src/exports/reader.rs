//! Reads what is exported, batch by batch, ahead of whoever writes it.

use std::collections::VecDeque;
use std::future::Future;

use nmrs_store::accounts::{self, Account};
use nmrs_store::reporting_units::{self, ReportingUnit};
use nmrs_store::{Scope, Store, StoreError};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;

use super::record::Record;

/// Rows that are read at once.
const BATCH: usize = 1_000;
/// Batches that are read at the same time: a database answers two in little more than the time of
/// one.
const AT_ONCE: usize = 2;
/// Batches that wait to be written, at most.
const AHEAD: usize = 2;

/// Rows that were read.
pub(super) struct Read<R> {
    /// How many were asked for; the caller may not see some of them any more.
    pub(super) asked: u64,
    /// The rows.
    pub(super) rows: Vec<R>,
}

/// Rows, or why there are none.
pub(super) type Batch<R> = Result<Read<R>, StoreError>;

/// Records that are read by their keys, as far as a caller may see them.
pub(super) trait ByKeys: Record + Sized {
    fn of_keys(
        store: &Store,
        scope: Scope,
        keys: &[i64],
    ) -> impl Future<Output = Result<Vec<Self>, StoreError>> + Send;
}

impl ByKeys for Account {
    async fn of_keys(store: &Store, scope: Scope, keys: &[i64]) -> Result<Vec<Self>, StoreError> {
        accounts::by_ids(store, scope, keys).await
    }
}

impl ByKeys for ReportingUnit {
    async fn of_keys(store: &Store, scope: Scope, keys: &[i64]) -> Result<Vec<Self>, StoreError> {
        reporting_units::by_ids(store, scope, keys).await
    }
}

/// Begins to read, in threads of their own: to make rows of what the database answers takes time that
/// the server's threads have no leave to take.
pub(super) fn read<R>(store: Store, scope: Scope, keys: Vec<i64>) -> Receiver<Batch<R>>
where
    R: ByKeys + Send + 'static,
{
    let (sender, receiver) = channel(AHEAD);
    tokio::spawn(async move { read_on(&store, scope, &keys, &sender).await });
    receiver
}

async fn read_on<R>(store: &Store, scope: Scope, keys: &[i64], batches: &Sender<Batch<R>>)
where
    R: ByKeys + Send + 'static,
{
    let mut under_way = VecDeque::with_capacity(AT_ONCE);
    let mut left = keys.chunks(BATCH);
    loop {
        while under_way.len() < AT_ONCE
            && let Some(keys) = left.next()
        {
            let (store, keys, runtime) = (store.clone(), keys.to_vec(), Handle::current());
            under_way.push_back(spawn_blocking(move || {
                runtime.block_on(batch(&store, scope, &keys))
            }));
        }
        // They are written in the order in which they were begun. Without one that panicked the file
        // never becomes whole.
        let Some(first) = under_way.pop_front() else {
            return;
        };
        let Ok(batch) = first.await else { return };
        let failed = batch.is_err();
        if batches.send(batch).await.is_err() || failed {
            return;
        }
    }
}

async fn batch<R: ByKeys>(store: &Store, scope: Scope, keys: &[i64]) -> Batch<R> {
    let asked = u64::try_from(keys.len()).unwrap_or_default();
    let rows = R::of_keys(store, scope, keys).await?;
    Ok(Read { asked, rows })
}
