use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

use super::*;

async fn up_down_up(db: &DatabaseConnection) {
    Migrator::up(db, None).await.unwrap();
    assert_eq!(org_units(db).await, 3_228);
    Migrator::down(db, None).await.unwrap();
    Migrator::up(db, None).await.unwrap();
    assert_eq!(org_units(db).await, 3_228);
    // Every parent is one level up, and only the central office has none.
    let orphans = "SELECT count(*) AS n FROM org_units c LEFT JOIN org_units p ON p.id = c.parent_id \
                   WHERE c.level <> COALESCE(p.level + 1, 0)";
    assert_eq!(count(db, orphans).await, 0);
}

async fn org_units(db: &DatabaseConnection) -> i64 {
    count(db, "SELECT count(*) AS n FROM org_units").await
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
    up_down_up(&Database::connect(url).await.unwrap()).await;
}

/// With `NMRS_TEST_POSTGRES_URL`, which `cargo xtask test` sets to a private cluster.
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
    // Searched for by their beginning, as a range of bytes.
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
