//! Databases with the schema of another version of the program are refused, unchanged.

use std::process::Output;

use nmrs_tests::TestDb;

use super::{databases, run, run_successfully};

/// Every command that opens the database.
const COMMANDS: [&[&str]; 7] = [
    &["serve", "--listen", "127.0.0.1:0"],
    &["migrate"],
    &["init"],
    &["demo"],
    &["demo", "--accounts", "10"],
    &["verify-log"],
    &["remind"],
];

/// The migrations of the last development version before they were squashed.
const DEVELOPMENT: [&str; 9] = [
    "m20261124_000001_units",
    "m20261124_000002_users",
    "m20261124_000003_accounts",
    "m20261124_000004_org_unit_tree",
    "m20261124_000005_preferences",
    "m20261124_000006_messages",
    "m20261124_000007_search",
    "m20261124_000008_imports",
    "m20261124_000009_export_runs",
];

/// Makes the database list these migrations as applied, besides those it lists.
async fn list(db: &TestDb, migrations: &[&str]) {
    for migration in migrations {
        let insert = format!("INSERT INTO seaql_migrations VALUES ('{migration}', 0)");
        db.execute(&insert).await;
    }
}

/// Returns everything that a refused command could have changed: the listed migrations, the number
/// of rows of each table, the bytes of a SQLite file, and the names of the files next to it.
async fn contents(db: &TestDb) -> (Vec<String>, Vec<i64>, Vec<u8>, Vec<String>) {
    let listed = db
        .query_texts("SELECT version AS text FROM seaql_migrations ORDER BY version")
        .await;
    let rows = db.footprint().await;
    let file = std::fs::read(db.file("nmrs.db")).unwrap_or_default();
    let folder = db.file("nmrs.db").parent().unwrap().read_dir().unwrap();
    let mut files: Vec<String> = folder
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    (listed, rows, file, files)
}

async fn refused(db: &TestDb, words: &[&str]) {
    let before = contents(db).await;
    for command in COMMANDS {
        let Output {
            status,
            stdout,
            stderr,
        } = run(db, command, "");
        let message = String::from_utf8(stderr).unwrap();
        assert_eq!(status.code(), Some(1), "{command:?}: {message}");
        assert!(stdout.is_empty(), "{command:?}");
        for word in words {
            assert!(message.contains(word), "{command:?}: {message}");
        }
        assert!(
            contents(db).await == before,
            "{command:?} changed something"
        );
    }
}

#[tokio::test]
async fn a_database_of_a_development_version_is_refused_unchanged() {
    for db in databases().await {
        run_successfully(&db, &["migrate"], "");
        db.execute("DELETE FROM seaql_migrations").await;
        list(&db, &DEVELOPMENT).await;
        refused(
            &db,
            &[
                "nmrs: the database was made by a development version before 2026-11-28",
                "nothing was changed",
                "Start with a new database",
            ],
        )
        .await;
        // Also one that stopped half-way.
        db.execute("DELETE FROM seaql_migrations WHERE version > 'm20261124_000004'")
            .await;
        refused(&db, &["(migration m20261124_000001_units)"]).await;
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_unchanged() {
    for db in databases().await {
        run_successfully(&db, &["migrate"], "");
        list(&db, &["m20270101_000001_tickets"]).await;
        refused(
            &db,
            &[
                "nmrs: the database was migrated by a newer version of nmrs",
                "m20270101_000001_tickets",
                "restore the backup",
            ],
        )
        .await;
    }
}

#[tokio::test]
async fn a_command_that_needs_a_migrated_database_changes_nothing_in_an_empty_one() {
    for db in databases().await {
        for command in ["verify-log", "remind"] {
            let refused = run(&db, &[command], "");
            assert!(!refused.status.success());
            let message = String::from_utf8(refused.stderr).unwrap();
            assert!(message.contains("run `nmrs migrate` first"), "{message}");
            assert!(!db.file("secret").exists());
            assert!(db.column_names("seaql_migrations").await.is_empty());
        }
    }
}
