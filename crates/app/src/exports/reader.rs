use std::collections::VecDeque;
use std::future::Future;

use nmrs_store::accounts::{self, Account};
use nmrs_store::reporting_units::{self, ReportingUnit};
use nmrs_store::{Scope, Store, StoreError};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;

use super::row::ExportRow;

/// Rows per query.
const BATCH: usize = 1_000;
/// Concurrent queries: two take little more time than one.
const MAX_CONCURRENT: usize = 2;
/// Most batches that wait to be written.
const AHEAD: usize = 2;

/// Rows of one query.
pub(super) struct Batch<R> {
    /// Number of requested keys; fewer rows are left if the caller may not see some any more.
    pub(super) requested: u64,
    pub(super) rows: Vec<R>,
}

pub(super) type BatchResult<R> = Result<Batch<R>, StoreError>;

/// Rows that are fetched by their keys, as far as a caller may see them.
pub(super) trait FetchByKeys: ExportRow + Sized {
    fn fetch_by_keys(
        store: &Store,
        scope: Scope,
        keys: &[i64],
    ) -> impl Future<Output = Result<Vec<Self>, StoreError>> + Send;
}

impl FetchByKeys for Account {
    async fn fetch_by_keys(
        store: &Store,
        scope: Scope,
        keys: &[i64],
    ) -> Result<Vec<Self>, StoreError> {
        accounts::by_ids(store, scope, keys).await
    }
}

impl FetchByKeys for ReportingUnit {
    async fn fetch_by_keys(
        store: &Store,
        scope: Scope,
        keys: &[i64],
    ) -> Result<Vec<Self>, StoreError> {
        reporting_units::by_ids(store, scope, keys).await
    }
}

/// Starts to read on blocking threads: the conversion of rows would block the threads of the server.
pub(super) fn read_ahead<R>(store: Store, scope: Scope, keys: Vec<i64>) -> Receiver<BatchResult<R>>
where
    R: FetchByKeys + Send + 'static,
{
    let (sender, receiver) = channel(AHEAD);
    tokio::spawn(async move { send_batches(&store, scope, &keys, &sender).await });
    receiver
}

async fn send_batches<R>(
    store: &Store,
    scope: Scope,
    keys: &[i64],
    batches: &Sender<BatchResult<R>>,
) where
    R: FetchByKeys + Send + 'static,
{
    let mut running = VecDeque::with_capacity(MAX_CONCURRENT);
    let mut remaining = keys.chunks(BATCH);
    loop {
        while running.len() < MAX_CONCURRENT
            && let Some(keys) = remaining.next()
        {
            let (store, keys, runtime) = (store.clone(), keys.to_vec(), Handle::current());
            running.push_back(spawn_blocking(move || {
                runtime.block_on(fetch_batch(&store, scope, &keys))
            }));
        }
        // Batches are sent in the order of their start. After a panic the file stays incomplete.
        let Some(first) = running.pop_front() else {
            return;
        };
        let Ok(batch) = first.await else { return };
        let failed = batch.is_err();
        if batches.send(batch).await.is_err() || failed {
            return;
        }
    }
}

async fn fetch_batch<R: FetchByKeys>(store: &Store, scope: Scope, keys: &[i64]) -> BatchResult<R> {
    let requested = u64::try_from(keys.len()).unwrap_or_default();
    let rows = R::fetch_by_keys(store, scope, keys).await?;
    Ok(Batch { requested, rows })
}
