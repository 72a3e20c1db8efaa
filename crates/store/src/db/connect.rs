//! Connections to SQLite (one file, a single writer) or PostgreSQL.

use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DbBackend, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use super::executor::sealed::Sealed;
use super::executor::{Executor, Snapshot, Tx};
use crate::StoreError;

/// Connection options.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite://path/to/file.db` or `postgres://…`.
    pub url: String,
    /// Number of reading connections (SQLite) or of all connections (PostgreSQL).
    pub connections: u32,
}

/// Time to wait for a free connection before a request fails as unavailable.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);
/// Time to wait for a SQLite lock held by another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(8);

/// PostgreSQL settings for many short queries at once: compiling one or running it in parallel takes
/// longer than most of them run.
const SESSION_SETTINGS: [(&str, &str); 2] =
    [("jit", "off"), ("max_parallel_workers_per_gather", "0")];

/// The database of the register.
///
/// SQLite allows one writer at a time. With a pool of one connection the writers of this process
/// queue in memory, in order, instead of polling the file lock.
#[derive(Debug, Clone)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Sealed for Store {}

impl Executor for Store {
    type Connection = DatabaseConnection;
    fn conn(&self) -> &DatabaseConnection {
        &self.read
    }
}

impl Store {
    /// Connects. A missing SQLite file is created.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if the database cannot be reached or opened.
    pub async fn connect(options: &Options) -> Result<Self, StoreError> {
        if options.url.starts_with("sqlite:") {
            let write = sqlite(&options.url, 1, Access::Write).await?;
            let read = sqlite(&options.url, options.connections, Access::Read).await?;
            return Ok(Self { read, write });
        }
        let mut connect = ConnectOptions::new(&options.url);
        connect
            .max_connections(options.connections)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .connect_timeout(ACQUIRE_TIMEOUT)
            .sqlx_logging(false)
            .map_sqlx_postgres_opts(|options| options.options(SESSION_SETTINGS));
        let pool = Database::connect(connect).await?;
        Ok(Self {
            read: pool.clone(),
            write: pool,
        })
    }

    /// Returns the connection for migrations.
    pub fn migration_connection(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Begins a write transaction. On SQLite it takes the write lock at once: a transaction that
    /// reads first and locks later fails if another wrote in between.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if no connection is free within 15 seconds.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx::new(self.write.begin_with_options(options).await?))
    }

    /// Takes a snapshot: on SQLite any read transaction, on PostgreSQL one with repeatable reads.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if no connection is free within 15 seconds.
    pub async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let options = if self.is_sqlite() {
            TransactionOptions::default()
        } else {
            TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            }
        };
        Ok(Snapshot::new(self.read.begin_with_options(options).await?))
    }

    /// Checks that the database responds.
    ///
    /// # Errors
    /// If the database does not respond.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.read.ping().await?)
    }

    /// Closes all connections.
    ///
    /// # Errors
    /// If a connection fails to close.
    pub async fn close(self) -> Result<(), StoreError> {
        if self.is_sqlite() {
            self.read.close().await?;
        }
        Ok(self.write.close().await?)
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Sqlite
    }
}

/// The purpose of a pool. SQLite refuses writes of a read pool, which would have to wait for the lock.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

async fn sqlite(
    url: &str,
    connections: u32,
    access: Access,
) -> Result<DatabaseConnection, StoreError> {
    let mut connect = ConnectOptions::new(url);
    connect
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // Connections to a file neither break nor age, so testing and renewing them is a waste.
        .test_before_acquire(false)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |options| {
            options
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(BUSY_TIMEOUT)
                // Readers and the writer do not wait for each other.
                .pragma("journal_mode", "WAL")
                // Committed data survives a power failure, not only a crash of the program.
                .pragma("synchronous", "FULL")
                // Readers use the page cache of the system without copying. The writer does not: it
                // analyzes whole indexes, which would count as memory of this process.
                .pragma(
                    "mmap_size",
                    if access == Access::Read {
                        "4294967296"
                    } else {
                        "0"
                    },
                )
                .pragma("cache_size", "-4096")
                .pragma("temp_store", "MEMORY")
                .pragma(
                    "query_only",
                    if access == Access::Read { "ON" } else { "OFF" },
                )
        });
    Ok(Database::connect(connect).await?)
}
