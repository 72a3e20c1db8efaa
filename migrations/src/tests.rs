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

/// Accounts that were there before the search are found by it.
async fn old_accounts_are_found(db: &DatabaseConnection) {
    let search = Migrator::migrations()
        .iter()
        .position(|migration| migration.name().ends_with("_search"))
        .unwrap();
    let later: u32 = (Migrator::migrations().len() - search).try_into().unwrap();
    Migrator::down(db, Some(later)).await.unwrap();
    let unit = "INSERT INTO reporting_units (id, code, name, org_unit_id, org1_id, created_at) \
                VALUES (1, '110108M044', '上庄镇', 5, 5, 0)";
    db.execute_unprepared(unit).await.unwrap();
    for (id, status) in [(1, "normal"), (2, "closed")] {
        let account = format!(
            "INSERT INTO accounts (id, reporting_unit_id, org_unit_id, org1_id, kind, \
             platform_code, platform_name, name, owner, url, functions, other_function, \
             contact_name, contact_position, contact_mobile, contact_landline, status, \
             step_since, version, created_at, modified_at) VALUES ({id}, 1, 5, 5, 'weibo', 'WB', \
             '', '上庄 发布官方微博', '', 'https://weibo.com/u/1', 1, '', '', '', '', '', \
             '{status}', 0, 1, 0, 0)"
        );
        db.execute_unprepared(&account).await.unwrap();
    }
    Migrator::up(db, None).await.unwrap();
    let piece =
        nmrs_domain::search::query_ngrams(nmrs_domain::search::SearchField::Name, "庄 发")[0];
    let found = if db.get_database_backend() == sea_orm_migration::sea_orm::DbBackend::Sqlite {
        format!(
            "SELECT count(*) AS n FROM account_search WHERE account_search MATCH '\"{piece:x}\"'"
        )
    } else {
        format!("SELECT count(*) AS n FROM account_search WHERE pieces @> ARRAY[{piece}]")
    };
    assert_eq!(count(db, &found).await, 2);
    let alike = "SELECT sum(account_id) AS n FROM account_keys WHERE name_key = '上庄发布' \
                 AND link_key = 'weibo.com/u/1'";
    assert_eq!(
        count(
            db,
            &format!("SELECT CAST(n AS bigint) AS n FROM ({alike}) t")
        )
        .await,
        1
    );
}

#[tokio::test]
async fn the_schema_goes_up_down_and_up_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/nmrs.db?mode=rwc", folder.path().display());
    let db = Database::connect(url).await.unwrap();
    up_down_up(&db).await;
    old_accounts_are_found(&db).await;
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
    old_accounts_are_found(&db).await;
    // SearchField for by their beginning, as a range of bytes.
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
