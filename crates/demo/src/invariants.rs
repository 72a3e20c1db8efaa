//! Checks a filled register with SQL, for tests.

use std::collections::{HashMap, HashSet};

use nmrs_domain::event::{EventKind, EventRecord, chain_hash};
use nmrs_domain::status::Status;
use nmrs_migrations::{Migrator, MigratorTrait as _};
use nmrs_store::{Options, Store};
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, QueryResult, Statement};

pub(crate) async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_all_raw(statement).await.unwrap()
}

pub(crate) async fn number(db: &DatabaseConnection, sql: &str) -> i64 {
    rows(db, sql).await[0].try_get_by_index(0).unwrap()
}

/// Queries that count violations of an invariant.
const VIOLATIONS: [(&str, &str); 9] = [
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
        "an account waits for an office exactly while it is pending",
        "SELECT count(*) FROM accounts WHERE (turn_org_id IS NOT NULL) <> (status LIKE '%pending')",
    ),
    (
        "exactly the pending and rejected accounts have an application",
        "SELECT count(*) FROM accounts a LEFT JOIN applications p ON p.id = a.application_id \
         WHERE COALESCE(p.account_id, 0) <> CASE WHEN a.status LIKE '%pending' OR a.status LIKE '%rejected' \
         THEN a.id ELSE 0 END \
         OR COALESCE(p.state, '') <> CASE WHEN a.status LIKE '%pending' THEN 'open' \
         WHEN a.status LIKE '%rejected' THEN 'rejected' ELSE '' END \
         OR (p.id IS NOT NULL AND a.status NOT LIKE p.kind || '%')",
    ),
    (
        "exactly the modifications have requested fields",
        "SELECT count(*) FROM applications WHERE (kind = 'modify') <> (requested IS NOT NULL)",
    ),
    (
        "an account that was ever normal has an identifier of its unit and platform",
        "SELECT count(*) FROM accounts a JOIN reporting_units u ON u.id = a.reporting_unit_id \
         WHERE (identifier IS NULL AND status NOT IN ('draft', 'add_pending', 'add_rejected', 'gone')) \
         OR (identifier IS NOT NULL AND substr(identifier, 1, 12) <> u.code || platform_code)",
    ),
    (
        "a counter is the number of the last identifier, without gaps",
        "SELECT count(*) FROM identifier_counters c WHERE last_number <> (SELECT count(*) FROM accounts a \
         WHERE a.reporting_unit_id = c.reporting_unit_id AND a.platform_code = c.platform_code \
         AND a.identifier IS NOT NULL) \
         OR last_number <> (SELECT max(CAST(substr(identifier, 13, 4) AS INTEGER)) FROM accounts a \
         WHERE a.reporting_unit_id = c.reporting_unit_id AND a.platform_code = c.platform_code)",
    ),
    (
        "the last change is the last event of the log",
        "SELECT count(*) FROM accounts a WHERE modified_at <> \
         (SELECT max(at) FROM account_events e WHERE e.account_id = a.id) OR created_at <> \
         (SELECT min(at) FROM account_events e WHERE e.account_id = a.id) OR step_since > modified_at",
    ),
];

/// Panics at a violated invariant. Returns the number of events.
pub(crate) async fn check_invariants(db: &DatabaseConnection) -> i64 {
    assert_none(db, &VIOLATIONS).await;
    check_counts(db).await;
    check_chains(db).await
}

/// Panics if a query counts a violation.
pub(crate) async fn assert_none(db: &DatabaseConnection, queries: &[(&str, &str)]) {
    for (sentence, sql) in queries {
        assert_eq!(number(db, sql).await, 0, "{sentence}");
    }
}

/// Compares the maintained counts of every office with the accounts.
async fn check_counts(db: &DatabaseConnection) {
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
        "SELECT org_unit_id, status, kind, accounts FROM account_counts WHERE accounts <> 0",
    )
    .await;
    assert_eq!(
        kept.iter().map(bucket).collect::<HashMap<_, _>>(),
        recounted
    );
}

fn bucket(row: &QueryResult) -> ((i64, String, String), i64) {
    let (org_unit, status, kind, accounts) = row.try_get_many_by_index().unwrap();
    ((org_unit, status, kind), accounts)
}

/// Verifies every log up to the status of its account. Returns the number of events.
async fn check_chains(db: &DatabaseConnection) -> i64 {
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
    let mut statuses = HashSet::new();
    for row in rows(db, "SELECT id, status FROM accounts").await {
        let (id, status): (i64, String) = row.try_get_many_by_index().unwrap();
        assert_eq!(last[&id].2.as_str(), status);
        statuses.insert(status);
    }
    assert_eq!(statuses.len(), Status::ALL.len(), "{statuses:?}");
    last.values().map(|(seq, ..)| seq).sum()
}

pub(crate) async fn connected(url: String) -> Store {
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

/// Creates an empty register in a file.
pub(crate) async fn sqlite(folder: &tempfile::TempDir) -> Store {
    connected(format!("sqlite://{}/nmrs.db", folder.path().display())).await
}

/// Creates an empty register on the server of `NMRS_TEST_POSTGRES_URL`, which `cargo xtask test` sets;
/// `None` if the variable is not set.
pub(crate) async fn postgres(name: &str) -> Option<Store> {
    let Ok(url) = std::env::var("NMRS_TEST_POSTGRES_URL") else {
        assert!(std::env::var("CI").is_err(), "CI must test on PostgreSQL");
        return None;
    };
    let name = format!("{name}_{}", std::process::id());
    let admin = Database::connect(&url).await.unwrap();
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    Some(connected(format!("{}/{name}", url.rsplit_once('/').unwrap().0)).await)
}

/// Drops the database of [`postgres`].
pub(crate) async fn drop_postgres(store: Store, name: &str) {
    store.close().await.unwrap();
    let admin = Database::connect(std::env::var("NMRS_TEST_POSTGRES_URL").unwrap())
        .await
        .unwrap();
    let name = format!("{name}_{}", std::process::id());
    admin
        .execute_unprepared(&format!("DROP DATABASE {name}"))
        .await
        .unwrap();
}
