//! The prepared database that every test gets a copy of: migrated by the real program, with the
//! users of the fixture. Made once a run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tokio::sync::OnceCell;

use crate::database::{administer, postgres_url};
use crate::leftovers::{PREFIX, is_dead, run_folder};
use crate::{Backend, fixture, program, sql};

static FOLDER: OnceLock<PathBuf> = OnceLock::new();
static SQLITE: OnceCell<String> = OnceCell::const_new();
static POSTGRES: OnceCell<String> = OnceCell::const_new();

/// The folder of this run.
pub(crate) fn folder() -> &'static Path {
    FOLDER.get_or_init(run_folder)
}

/// What to copy: a file, or the name of a database.
pub(crate) async fn of(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => SQLITE.get_or_init(sqlite).await,
        Backend::Postgres => POSTGRES.get_or_init(postgres).await,
    }
}

async fn sqlite() -> String {
    let file = folder().join("template.db");
    let url = format!("sqlite://{}", file.display());
    prepare(&url).await;
    // One file without a log beside it is what can be copied.
    let db = sql::connect(&url).await;
    sql::run(&db, "PRAGMA wal_checkpoint(TRUNCATE)").await;
    sql::run(&db, "PRAGMA journal_mode = DELETE").await;
    db.close().await.expect("a closed file");
    file.display().to_string()
}

async fn postgres() -> String {
    let cluster = sql::connect(&postgres_url("postgres")).await;
    let all = sql::texts(&cluster, "SELECT datname AS text FROM pg_database").await;
    cluster.close().await.expect("a closed connection");
    for dead in all.iter().filter(|name| is_dead(name)) {
        administer(&format!("DROP DATABASE IF EXISTS {dead} WITH (FORCE)")).await;
    }
    let name = format!("{PREFIX}{}_template", std::process::id());
    administer(&format!("CREATE DATABASE {name}")).await;
    prepare(&postgres_url(&name)).await;
    name
}

async fn prepare(url: &str) {
    let output = Command::new(program())
        .arg("migrate")
        .env("NMRS_DATABASE_URL", url)
        .output()
        .expect("the program runs");
    assert!(
        output.status.success(),
        "nmrs migrate failed:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let db = sql::connect(url).await;
    fixture::db_insert(&db).await;
    // PostgreSQL copies only a database that nobody is connected to.
    db.close().await.expect("a closed connection");
}
