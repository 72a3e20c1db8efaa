//! Connections: SQLite as one file with a single writer, or PostgreSQL.

use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::StoreError;

/// How to connect.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite://path/to/file.db` or `postgres://…`.
    pub url: String,
    /// Connections that read (SQLite) or in all (PostgreSQL).
    pub connections: u32,
}

/// How long a request waits for a connection before the server answers “unavailable”.
const ACQUIRE: Duration = Duration::from_secs(15);
/// How long a writer of another process may hold SQLite's lock.
const BUSY: Duration = Duration::from_secs(8);

/// How PostgreSQL shall treat what is asked here: many short queries at once. Compiling one or
/// sharing it among processes takes longer than most of them run, and each core has others to serve.
const SESSION: [(&str, &str); 2] = [("jit", "off"), ("max_parallel_workers_per_gather", "0")];

/// The register's database.
///
/// SQLite has one writer at a time. A pool of one connection lets the writers of this process queue
/// in memory, in order, instead of polling the file's lock.
#[derive(Debug, Clone)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

/// A transaction that writes. Dropped without [`Tx::commit`] it leaves nothing behind.
#[derive(Debug)]
pub struct Tx(DatabaseTransaction);

/// The database as it is at one moment, for several queries that belong together. It only reads;
/// nobody waits for it. Dropping it ends it.
#[derive(Debug)]
pub struct Snapshot(DatabaseTransaction);

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Store {}
    impl Sealed for super::Snapshot {}
    impl Sealed for super::Tx {}
}

/// Where a query runs: on the database, or inside a transaction.
pub trait Handle: sealed::Sealed + Sync {
    /// SeaORM's connection, which only this crate uses.
    #[doc(hidden)]
    type Connection: ConnectionTrait;
    /// SeaORM's connection, which only this crate uses.
    #[doc(hidden)]
    fn c(&self) -> &Self::Connection;
}

impl Handle for Store {
    type Connection = DatabaseConnection;
    fn c(&self) -> &DatabaseConnection {
        &self.read
    }
}

impl Handle for Snapshot {
    type Connection = DatabaseTransaction;
    fn c(&self) -> &DatabaseTransaction {
        &self.0
    }
}

impl Handle for Tx {
    type Connection = DatabaseTransaction;
    fn c(&self) -> &DatabaseTransaction {
        &self.0
    }
}

impl Store {
    /// Connects; a SQLite file that does not exist is created.
    ///
    /// # Errors
    /// When the database cannot be reached or opened.
    pub async fn connect(options: &Options) -> Result<Self, StoreError> {
        if options.url.starts_with("sqlite:") {
            let write = sqlite(&options.url, 1, Access::Write).await?;
            let read = sqlite(&options.url, options.connections, Access::Read).await?;
            return Ok(Self { read, write });
        }
        let mut connect = ConnectOptions::new(&options.url);
        connect
            .max_connections(options.connections)
            .acquire_timeout(ACQUIRE)
            .connect_timeout(ACQUIRE)
            .sqlx_logging(false)
            .map_sqlx_postgres_opts(|options| options.options(SESSION));
        let pool = Database::connect(connect).await?;
        Ok(Self {
            read: pool.clone(),
            write: pool,
        })
    }

    /// The connection that migrations run on.
    pub fn migration_connection(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Begins a transaction that writes. On SQLite it has the write lock from the start: one that
    /// reads first and asks for the lock later fails when another wrote in between.
    ///
    /// # Errors
    /// When no connection comes free in time.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx(self.write.begin_with_options(options).await?))
    }

    /// Takes a snapshot. SQLite's readers see one in any transaction; PostgreSQL has to be asked.
    ///
    /// # Errors
    /// When no connection comes free in time.
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
        Ok(Snapshot(self.read.begin_with_options(options).await?))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.read.ping().await?)
    }

    /// Closes all connections.
    ///
    /// # Errors
    /// When a connection cannot be closed in order.
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

impl Snapshot {
    /// Gives the connection back; waits for it, which dropping does not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end(self) -> Result<(), StoreError> {
        Ok(self.0.rollback().await?)
    }
}

impl Tx {
    /// Makes everything that was written durable, all together.
    ///
    /// # Errors
    /// When the database cannot; then nothing was written.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }

    /// Leaves nothing behind. Dropping does the same; this waits for it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn rollback(self) -> Result<(), StoreError> {
        Ok(self.0.rollback().await?)
    }
}

/// What a pool is for. A reader that wrote would wait for the writer it does not know of: SQLite
/// refuses it instead.
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
        .acquire_timeout(ACQUIRE)
        // A file's connection neither breaks nor ages: testing and renewing it only costs.
        .test_before_acquire(false)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |options| {
            options
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(BUSY)
                // Readers and the writer do not wait for each other.
                .pragma("journal_mode", "WAL")
                // What was acknowledged survives a power cut, not only a crash of the program.
                .pragma("synchronous", "FULL")
                // Readers read pages where the system has them, without copying. The writer gathers
                // statistics over whole indexes, which would count as this program's memory.
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
