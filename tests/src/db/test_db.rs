//! A database for each test.

use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;

use crate::{sql, template};

/// On which database a test runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// One file.
    Sqlite,
    /// The cluster of `NMRS_TEST_POSTGRES_URL`.
    Postgres,
}

/// Where a superuser of a PostgreSQL cluster connects.
const POSTGRES: &str = "NMRS_TEST_POSTGRES_URL";

impl Backend {
    /// Whether tests on it have to be left out. In continuous integration nothing is left out.
    pub fn is_missing(self) -> bool {
        let missing = self == Self::Postgres && std::env::var_os(POSTGRES).is_none();
        if missing {
            assert!(
                std::env::var_os("CI").is_none(),
                "{POSTGRES} is not set: `cargo xtask test e2e` starts a cluster"
            );
            eprintln!("left out: {POSTGRES} is not set");
        }
        missing
    }
}

/// The URL of a database of the cluster.
pub(crate) fn postgres_url(database: &str) -> String {
    let url = std::env::var(POSTGRES).expect("the URL of a PostgreSQL cluster");
    let mut url = url::Url::parse(&url).expect("a URL");
    url.set_path(database);
    url.to_string()
}

/// A database that was migrated and has the users of the fixture; gone when it is dropped.
#[derive(Debug)]
pub struct TestDb {
    /// On which kind of database it is.
    pub backend: Backend,
    url: String,
    name: Option<String>,
    // Also holds the secret and the logs of the servers on it.
    folder: TempDir,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl TestDb {
    /// A copy of the template.
    pub async fn new(backend: Backend) -> Self {
        let template = template::of(backend).await;
        Self::create(backend, Some(template)).await
    }

    /// A database without anything, not even tables.
    pub async fn empty(backend: Backend) -> Self {
        Self::create(backend, None).await
    }

    async fn create(backend: Backend, template: Option<&str>) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = tempfile::Builder::new()
            .prefix(&format!("{number}-"))
            .tempdir_in(template::folder())
            .expect("a folder");
        match backend {
            Backend::Sqlite => {
                let file = folder.path().join("nmrs.db");
                if let Some(template) = template {
                    std::fs::copy(template, &file).expect("a copy of the template");
                }
                Self {
                    backend,
                    url: format!("sqlite://{}", file.display()),
                    name: None,
                    folder,
                }
            }
            Backend::Postgres => {
                let name = format!(
                    "{}{}_{number}",
                    crate::leftovers::PREFIX,
                    std::process::id()
                );
                let template = template.map_or_else(String::new, |t| format!(" TEMPLATE {t}"));
                administer(&format!("CREATE DATABASE {name}{template}")).await;
                Self {
                    backend,
                    url: postgres_url(&name),
                    name: Some(name),
                    folder,
                }
            }
        }
    }

    /// As the program takes it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A file beside the database.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Some(name) = self.name.take() {
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            // A drop cannot wait inside the test's own run time.
            let _ = std::thread::spawn(move || block_on(administer(&drop))).join();
        }
    }
}

/// Runs a statement on the cluster itself.
pub(crate) async fn administer(statement: &str) {
    let db = sql::connect(&postgres_url("postgres")).await;
    db.execute_unprepared(statement).await.expect(statement);
    db.close().await.expect("a closed connection");
}

/// Runs a future where no run time is at hand.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a run time")
        .block_on(future)
}
