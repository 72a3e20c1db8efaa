//! The migrations on both databases: applied, reverted, applied again.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use nmrs_migrations::{Migrator, MigratorTrait as _, SchemaState, schema_state};
use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

async fn up_down_up(db: &DatabaseConnection) {
    assert_eq!(schema_state(db).await.unwrap(), SchemaState::Pending);
    Migrator::up(db, None).await.unwrap();
    assert_eq!(
        count(db, "SELECT count(*) AS n FROM org_units").await,
        3_228
    );
    assert_eq!(schema_state(db).await.unwrap(), SchemaState::Current);
    Migrator::down(db, None).await.unwrap();
    assert_eq!(
        count(db, tables(db)).await,
        1,
        "only seaql_migrations is left"
    );
    assert_eq!(schema_state(db).await.unwrap(), SchemaState::Pending);
    Migrator::up(db, None).await.unwrap();
    assert_eq!(
        count(db, "SELECT count(*) AS n FROM org_units").await,
        3_228
    );
    // Every parent is one level up, and only the central office has none.
    let orphans = "SELECT count(*) AS n FROM org_units c LEFT JOIN org_units p ON p.id = c.parent_id \
                   WHERE c.level <> COALESCE(p.level + 1, 0)";
    assert_eq!(count(db, orphans).await, 0);
}

/// A query that counts the tables of the database.
fn tables(db: &DatabaseConnection) -> &'static str {
    if db.get_database_backend() == sea_orm_migration::sea_orm::DbBackend::Sqlite {
        "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    } else {
        "SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = 'public'"
    }
}

async fn count(db: &DatabaseConnection, sql: &str) -> i64 {
    let statement = Statement::from_string(db.get_database_backend(), sql.to_owned());
    db.query_one_raw(statement)
        .await
        .unwrap()
        .unwrap()
        .try_get("", "n")
        .unwrap()
}

#[tokio::test]
async fn the_schema_goes_up_down_and_up_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/nmrs.db?mode=rwc", folder.path().display());
    let db = Database::connect(url).await.unwrap();
    up_down_up(&db).await;
}

/// Needs `NMRS_TEST_POSTGRES_URL`, which `cargo xtask test` sets to a private cluster.
#[tokio::test]
async fn the_schema_goes_up_down_and_up_on_postgresql() {
    let Ok(url) = std::env::var("NMRS_TEST_POSTGRES_URL") else {
        assert!(std::env::var("CI").is_err(), "CI must test on PostgreSQL");
        return;
    };
    let admin = Database::connect(&url).await.unwrap();
    let name = format!("migrations_{}", std::process::id());
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    let own = format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    let db = Database::connect(own).await.unwrap();
    up_down_up(&db).await;
    // Codes are searched by prefix, as a range of bytes.
    let in_byte_order = "SELECT count(*) AS n FROM information_schema.columns \
        WHERE collation_name = 'C' AND (table_name, column_name) IN \
        (('accounts', 'identifier'), ('reporting_units', 'code'))";
    assert_eq!(count(&db, in_byte_order).await, 2);
    db.close().await.unwrap();
    admin
        .execute_unprepared(&format!("DROP DATABASE {name}"))
        .await
        .unwrap();
}
