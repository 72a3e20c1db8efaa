use std::collections::HashMap;

use nmrs_domain::event::{EventKind, EventRecord, chain_hash};
use nmrs_domain::status::Status;
use nmrs_migrations::{Migrator, MigratorTrait as _};
use nmrs_store::Options;
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, QueryResult, Statement};
use time::macros::datetime;

use super::*;

const ACCOUNTS: u64 = 3_000;

fn plan() -> Fill {
    Fill {
        accounts: ACCOUNTS,
        seed: 7,
        now: datetime!(2026-11-24 08:00 UTC),
    }
}

async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_all_raw(statement).await.unwrap()
}

async fn number(db: &DatabaseConnection, sql: &str) -> i64 {
    rows(db, sql).await[0].try_get_by_index(0).unwrap()
}

/// Every query finds what contradicts something else: it has to find nothing.
const CONTRADICTIONS: [(&str, &str); 11] = [
    (
        "the count of a unit is that of its accounts",
        "SELECT count(*) FROM reporting_units u WHERE account_count <> (SELECT count(*) FROM accounts a \
         WHERE a.reporting_unit_id = u.id AND a.status NOT IN \
         ('draft', 'closed', 'gone', 'add_pending', 'add_rejected'))",
    ),
    (
        "the ancestors of an account are those of its unit",
        "SELECT count(*) FROM accounts a JOIN reporting_units u ON u.id = a.reporting_unit_id \
         WHERE a.org_unit_id <> u.org_unit_id OR a.org1_id <> u.org1_id \
         OR COALESCE(a.org2_id, 0) <> COALESCE(u.org2_id, 0) \
         OR COALESCE(a.org3_id, 0) <> COALESCE(u.org3_id, 0)",
    ),
    (
        "the direct office is the lowest ancestor",
        "SELECT count(*) FROM reporting_units WHERE org_unit_id <> COALESCE(org3_id, org2_id, org1_id)",
    ),
    (
        "whose turn it is, is known exactly while something waits",
        "SELECT count(*) FROM accounts WHERE (turn_org_id IS NOT NULL) <> (status LIKE '%pending')",
    ),
    (
        "what waits or was rejected has its application, and nothing else has one",
        "SELECT count(*) FROM accounts a LEFT JOIN applications p ON p.id = a.application_id \
         WHERE COALESCE(p.account_id, 0) <> CASE WHEN a.status LIKE '%pending' OR a.status LIKE '%rejected' \
         THEN a.id ELSE 0 END \
         OR COALESCE(p.state, '') <> CASE WHEN a.status LIKE '%pending' THEN 'open' \
         WHEN a.status LIKE '%rejected' THEN 'rejected' ELSE '' END \
         OR (p.id IS NOT NULL AND a.status NOT LIKE p.kind || '%')",
    ),
    (
        "what a modification asks for is there",
        "SELECT count(*) FROM applications WHERE (kind = 'modify') <> (requested IS NOT NULL)",
    ),
    (
        "an account that was ever normal has an identifier of its unit and platform",
        "SELECT count(*) FROM accounts a JOIN reporting_units u ON u.id = a.reporting_unit_id \
         WHERE (identifier IS NULL AND status NOT IN ('draft', 'add_pending', 'add_rejected', 'gone')) \
         OR (identifier IS NOT NULL AND substr(identifier, 1, 12) <> u.code || platform_code)",
    ),
    (
        "a counter stands at the last identifier that was given, and none was left out",
        "SELECT count(*) FROM identifier_counters c WHERE last_number <> (SELECT count(*) FROM accounts a \
         WHERE a.reporting_unit_id = c.reporting_unit_id AND a.platform_code = c.platform_code \
         AND a.identifier IS NOT NULL) \
         OR last_number <> (SELECT max(CAST(substr(identifier, 13, 4) AS INTEGER)) FROM accounts a \
         WHERE a.reporting_unit_id = c.reporting_unit_id AND a.platform_code = c.platform_code)",
    ),
    (
        "an office's counter stands at its last unit",
        "SELECT count(*) FROM org_units o WHERE last_unit_number <> \
         (SELECT count(*) FROM reporting_units u WHERE u.org_unit_id = o.id)",
    ),
    (
        "the last change is the last line of the log",
        "SELECT count(*) FROM accounts a WHERE modified_at <> \
         (SELECT max(at) FROM account_events e WHERE e.account_id = a.id) OR created_at <> \
         (SELECT min(at) FROM account_events e WHERE e.account_id = a.id) OR step_since > modified_at",
    ),
    (
        "every unit and office has a user",
        "SELECT (SELECT count(*) FROM org_units) + (SELECT count(*) FROM reporting_units) \
         - (SELECT count(*) FROM users)",
    ),
];

async fn recount(db: &DatabaseConnection) {
    for (sentence, sql) in CONTRADICTIONS {
        assert_eq!(number(db, sql).await, 0, "{sentence}");
    }
    assert_eq!(number(db, "SELECT count(*) FROM accounts").await, 3_000);
    assert_eq!(
        number(db, "SELECT count(*) FROM reporting_units").await,
        241
    );
    counts(db).await;
    chains(db).await;
}

/// The maintained counts against a recount, office by office.
async fn counts(db: &DatabaseConnection) {
    let mut recounted = HashMap::new();
    for column in ["org1_id", "org2_id", "org3_id"] {
        let sql = format!(
            "SELECT {column}, status, kind, count(*) FROM accounts WHERE {column} IS NOT NULL \
             AND status NOT IN ('draft', 'gone') GROUP BY 1, 2, 3"
        );
        recounted.extend(rows(db, &sql).await.iter().map(bucket));
    }
    let kept = rows(
        db,
        "SELECT org_unit_id, status, kind, accounts FROM account_counts",
    )
    .await;
    assert!(kept.len() > 500);
    assert_eq!(
        kept.iter().map(bucket).collect::<HashMap<_, _>>(),
        recounted
    );
}

fn bucket(row: &QueryResult) -> ((i64, String, String), i64) {
    let (org_unit, status, kind, accounts) = row.try_get_many_by_index().unwrap();
    ((org_unit, status, kind), accounts)
}

/// Every log from its first line to the status that the account has.
async fn chains(db: &DatabaseConnection) {
    let sql = "SELECT account_id, seq, at, actor_code, actor_name, kind, from_status, to_status, \
               details, hash FROM account_events ORDER BY account_id, seq";
    let mut last: HashMap<i64, (i64, String, Status)> = HashMap::new();
    for row in rows(db, sql).await {
        let get = |n: usize| row.try_get_by_index::<String>(n).unwrap();
        let (account, seq, at_ms) = (
            row.try_get_by_index(0).unwrap(),
            row.try_get_by_index(1).unwrap(),
            row.try_get_by_index(2).unwrap(),
        );
        let from = row.try_get_by_index::<Option<String>>(6).unwrap();
        let record = EventRecord {
            account,
            seq,
            at_ms,
            actor_code: get(3),
            actor_name: get(4),
            kind: EventKind::from_wire(&get(5)).unwrap(),
            from: from.map(|status| Status::from_wire(&status).unwrap()),
            to: Status::from_wire(&get(7)).unwrap(),
            details_json: get(8),
        };
        let before = last.get(&account);
        assert_eq!(seq, before.map_or(1, |(seq, ..)| seq + 1));
        if let Some((_, _, status)) = before {
            assert_eq!(record.from, Some(*status));
        }
        let hash = chain_hash(before.map_or("", |(_, hash, _)| hash), &record);
        assert_eq!(hash, get(9));
        last.insert(account, (seq, hash, record.to));
    }
    let mut statuses = std::collections::HashSet::new();
    for row in rows(db, "SELECT id, status FROM accounts").await {
        let (id, status): (i64, String) = row.try_get_many_by_index().unwrap();
        assert_eq!(last[&id].2.as_str(), status);
        statuses.insert(status);
    }
    assert_eq!(statuses.len(), Status::ALL.len(), "{statuses:?}");
    let events: i64 = last.values().map(|(seq, ..)| seq).sum();
    assert!(
        (14_900..15_300).contains(&events),
        "{events} lines for 3,000 accounts"
    );
}

async fn connected(url: String) -> Store {
    let store = Store::connect(&Options {
        url,
        connections: 2,
    })
    .await
    .unwrap();
    Migrator::up(store.migration_connection(), None)
        .await
        .unwrap();
    store
}

async fn indexes(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let mut names: Vec<String> = rows(db, sql)
        .await
        .iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect();
    names.sort();
    names
}

async fn fill_and_recount(store: &Store, index_names: &str) {
    let db = store.migration_connection();
    let before = indexes(db, index_names).await;
    let filled = fill(store, plan()).await.unwrap();
    assert_eq!((filled.accounts, filled.units), (ACCOUNTS, 241));
    assert_eq!(indexes(db, index_names).await, before);
    recount(db).await;
    assert!(matches!(
        fill(store, plan()).await,
        Err(FillError::NotEmpty)
    ));
    // A refused fill leaves the register usable.
    store.begin().await.unwrap().commit().await.unwrap();
}

fn sqlite(folder: &tempfile::TempDir) -> String {
    format!("sqlite://{}/nmrs.db", folder.path().display())
}

#[tokio::test]
async fn a_filled_register_agrees_with_itself_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let store = connected(sqlite(&folder)).await;
    fill_and_recount(
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
async fn the_same_seed_gives_the_same_register() {
    let mut lasts = Vec::new();
    for seed in [7, 7, 8] {
        let folder = tempfile::tempdir().unwrap();
        let store = connected(sqlite(&folder)).await;
        fill(
            &store,
            Fill {
                seed,
                accounts: 300,
                ..plan()
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

/// With `NMRS_TEST_POSTGRES_URL`, which `cargo xtask test` sets to a private cluster.
#[tokio::test]
async fn a_filled_register_agrees_with_itself_on_postgresql() {
    let Ok(url) = std::env::var("NMRS_TEST_POSTGRES_URL") else {
        assert!(std::env::var("CI").is_err(), "CI must test on PostgreSQL");
        return;
    };
    let admin = Database::connect(&url).await.unwrap();
    let name = format!("fill_{}", std::process::id());
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    let own = format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    let store = connected(own).await;
    fill_and_recount(
        &store,
        "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema()",
    )
    .await;
    // Keys go on behind those that were given by hand.
    let next = "SELECT nextval(pg_get_serial_sequence('accounts', 'id'))";
    assert_eq!(number(store.migration_connection(), next).await, 3_001);
    store.close().await.unwrap();
    admin
        .execute_unprepared(&format!("DROP DATABASE {name}"))
        .await
        .unwrap();
}
