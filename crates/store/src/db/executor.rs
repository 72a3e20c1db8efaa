//! The transactions, and the trait of everything that can run a query.

use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::StoreError;

/// A write transaction. Dropping it without [`Tx::commit`] rolls it back.
#[derive(Debug)]
pub struct Tx(DatabaseTransaction);

/// A read-only view of the database at one point in time, for several related queries. It blocks
/// nobody. Dropping it ends it.
#[derive(Debug)]
pub struct Snapshot(DatabaseTransaction);

pub(super) mod sealed {
    pub trait Sealed {}
}

/// Runs queries: the database itself, a snapshot or a write transaction.
pub trait Executor: sealed::Sealed + Sync {
    /// The connection type of SeaORM, for this crate only.
    #[doc(hidden)]
    type Connection: ConnectionTrait;
    /// The connection of SeaORM, for this crate only.
    #[doc(hidden)]
    fn conn(&self) -> &Self::Connection;
}

impl sealed::Sealed for Snapshot {}

impl Executor for Snapshot {
    type Connection = DatabaseTransaction;
    fn conn(&self) -> &DatabaseTransaction {
        &self.0
    }
}

impl sealed::Sealed for Tx {}

impl Executor for Tx {
    type Connection = DatabaseTransaction;
    fn conn(&self) -> &DatabaseTransaction {
        &self.0
    }
}

impl Snapshot {
    pub(super) const fn new(transaction: DatabaseTransaction) -> Self {
        Self(transaction)
    }

    /// Ends the snapshot and waits until the connection is free, which dropping does not.
    ///
    /// # Errors
    /// If the database does not respond.
    pub async fn end(self) -> Result<(), StoreError> {
        Ok(self.0.rollback().await?)
    }
}

impl Tx {
    pub(super) const fn new(transaction: DatabaseTransaction) -> Self {
        Self(transaction)
    }

    /// Commits all writes.
    ///
    /// # Errors
    /// If the commit fails; then nothing was written.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }

    /// Rolls back all writes. Dropping does the same, without waiting.
    ///
    /// # Errors
    /// If the database does not respond.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.0.rollback().await?)
    }
}
