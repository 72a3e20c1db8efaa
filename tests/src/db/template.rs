//! The template that every test database is a copy of: migrated by the real program, with the units
//! and users of the fixture. Created once per run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tokio::sync::OnceCell;

use super::backend::Backend;
use super::cleanup::{PREFIX, is_orphaned, run_folder};
use super::{cluster, fixture, sql};
use crate::paths::program;

static FOLDER: OnceLock<PathBuf> = OnceLock::new();
static SQLITE: OnceCell<String> = OnceCell::const_new();
static POSTGRES: OnceCell<String> = OnceCell::const_new();

/// Returns the folder of this run.
pub(super) fn folder() -> &'static Path {
    FOLDER.get_or_init(run_folder)
}

/// Returns the path (SQLite) or the database name (PostgreSQL) of the template.
pub(super) async fn of(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => SQLITE.get_or_init(create_sqlite).await,
        Backend::Postgres => POSTGRES.get_or_init(create_postgres).await,
    }
}

async fn create_sqlite() -> String {
    let file = folder().join("template.db");
    let url = format!("sqlite://{}", file.display());
    prepare(&url).await;
    // A copy of the one file is complete only without a write-ahead log.
    let db = sql::connect(&url).await;
    sql::execute(&db, "PRAGMA wal_checkpoint(TRUNCATE)").await;
    sql::execute(&db, "PRAGMA journal_mode = DELETE").await;
    db.close().await.expect("a closed file");
    file.display().to_string()
}

async fn create_postgres() -> String {
    let db = sql::connect(&cluster::database_url("postgres")).await;
    let all = sql::texts(&db, "SELECT datname AS text FROM pg_database").await;
    db.close().await.expect("a closed connection");
    for orphan in all.iter().filter(|name| is_orphaned(name)) {
        cluster::execute(&format!("DROP DATABASE IF EXISTS {orphan} WITH (FORCE)")).await;
    }
    let name = format!("{PREFIX}{}_template", std::process::id());
    cluster::execute(&format!("CREATE DATABASE {name}")).await;
    prepare(&cluster::database_url(&name)).await;
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
    fixture::insert(&db).await;
    // PostgreSQL copies a template only while nobody is connected to it.
    db.close().await.expect("a closed connection");
}
