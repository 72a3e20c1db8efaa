use sea_orm::DatabaseConnection;
use time::macros::datetime;

use super::*;
use crate::invariants::{
    assert_none, check_invariants, drop_postgres, number, postgres, rows, sqlite,
};

const ACCOUNTS: u64 = 3_000;

fn options() -> Fill {
    Fill {
        accounts: ACCOUNTS,
        seed: 7,
        now: datetime!(2026-11-24 08:00 UTC),
    }
}

/// Queries that count violations of a filled register.
const VIOLATIONS: [(&str, &str); 2] = [
    (
        "the counter of an office is the number of its last unit",
        "SELECT count(*) FROM org_units o WHERE last_unit_number <> \
         (SELECT count(*) FROM reporting_units u WHERE u.org_unit_id = o.id)",
    ),
    (
        "every unit and office has a user",
        "SELECT (SELECT count(*) FROM org_units) + (SELECT count(*) FROM reporting_units) \
         - (SELECT count(*) FROM users)",
    ),
];

async fn indexes(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let mut names: Vec<String> = rows(db, sql)
        .await
        .iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect();
    names.sort();
    names
}

async fn fill_and_check(store: &Store, index_names: &str) {
    let db = store.migration_connection();
    let before = indexes(db, index_names).await;
    let filled = fill(store, options()).await.unwrap();
    assert_eq!(indexes(db, index_names).await, before);
    assert_none(db, &VIOLATIONS).await;
    let events = check_invariants(db).await;
    assert!(
        (14_900..15_300).contains(&events),
        "{events} lines for 3,000 accounts"
    );
    assert_eq!(
        filled,
        Filled {
            units: 241,
            accounts: ACCOUNTS,
            events: events.unsigned_abs()
        }
    );
    assert_eq!(number(db, "SELECT count(*) FROM accounts").await, 3_000);
    assert_eq!(
        number(db, "SELECT count(*) FROM reporting_units").await,
        241
    );
    assert!(matches!(
        fill(store, options()).await,
        Err(BulkLoadError::NotEmpty)
    ));
    // A refused fill leaves the register usable.
    store.begin().await.unwrap().commit().await.unwrap();
}

#[tokio::test]
async fn a_filled_register_is_consistent_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite(&folder).await;
    fill_and_check(
        &store,
        "SELECT name FROM sqlite_master WHERE type = 'index'",
    )
    .await;
    let db = store.migration_connection();
    assert!(rows(db, "PRAGMA foreign_key_check").await.is_empty());
    assert_eq!(number(db, "PRAGMA synchronous").await, 2);
    let check: String = rows(db, "PRAGMA integrity_check").await[0]
        .try_get_by_index(0)
        .unwrap();
    assert_eq!(check, "ok");
}

#[tokio::test]
async fn a_filled_register_is_consistent_on_postgresql() {
    let Some(store) = postgres("fill").await else {
        return;
    };
    let names = "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema()";
    fill_and_check(&store, names).await;
    // The sequence continues after the inserted keys.
    let next = "SELECT nextval(pg_get_serial_sequence('accounts', 'id'))";
    assert_eq!(number(store.migration_connection(), next).await, 3_001);
    drop_postgres(store, "fill").await;
}

#[tokio::test]
async fn the_same_seed_gives_the_same_register() {
    let mut lasts = Vec::new();
    for seed in [7, 7, 8] {
        let folder = tempfile::tempdir().unwrap();
        let store = sqlite(&folder).await;
        fill(
            &store,
            Fill {
                seed,
                accounts: 300,
                ..options()
            },
        )
        .await
        .unwrap();
        let sql = "SELECT hash FROM account_events ORDER BY account_id DESC, seq DESC LIMIT 1";
        let last: String = rows(store.migration_connection(), sql).await[0]
            .try_get_by_index(0)
            .unwrap();
        lasts.push(last);
    }
    assert_eq!(lasts[0], lasts[1]);
    assert_ne!(lasts[0], lasts[2]);
}
