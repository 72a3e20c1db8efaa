//! Reads what is exported, batch by batch, ahead of whoever writes it.

use std::future::Future;

use nmrs_store::accounts::{self, Account};
use nmrs_store::reporting_units::{self, ReportingUnit};
use nmrs_store::{Scope, Store, StoreError};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::record::Record;

/// Rows that are read at once.
const BATCH: usize = 1_000;
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
        accounts::of_keys(store, scope, keys).await
    }
}

impl ByKeys for ReportingUnit {
    async fn of_keys(store: &Store, scope: Scope, keys: &[i64]) -> Result<Vec<Self>, StoreError> {
        reporting_units::of_keys(store, scope, keys).await
    }
}

/// Begins to read, in a thread of its own: to make rows of what the database answers takes time that
/// the server's threads have no leave to take.
pub(super) fn read<R: ByKeys>(store: Store, scope: Scope, keys: Vec<i64>) -> Receiver<Batch<R>> {
    let (sender, receiver) = channel(AHEAD);
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        runtime.block_on(read_on(&store, scope, &keys, &sender));
    });
    receiver
}

async fn read_on<R: ByKeys>(store: &Store, scope: Scope, keys: &[i64], batches: &Sender<Batch<R>>) {
    for keys in keys.chunks(BATCH) {
        let asked = u64::try_from(keys.len()).unwrap_or_default();
        let found = R::of_keys(store, scope, keys).await;
        let batch = found.map(|rows| Read { asked, rows });
        let failed = batch.is_err();
        if batches.send(batch).await.is_err() || failed {
            return;
        }
    }
}
