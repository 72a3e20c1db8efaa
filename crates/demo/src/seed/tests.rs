use std::sync::Arc;

use nmrs_app::auth::Hasher;
use nmrs_app::{SeededRandom, Settings};
use time::macros::datetime;

use super::runner::FixedClock;
use super::*;
use crate::invariants::{
    assert_none, check_invariants, drop_postgres, number, postgres, rows, sqlite,
};

/// Queries that count violations of the requirements on the demo data.
const VIOLATIONS: [(&str, &str); 4] = [
    (
        "something has waited for each of the eight offices for more than five days",
        "SELECT 8 - count(DISTINCT CASE WHEN step_since < 1795075200000 \
         THEN turn_org_id END) FROM accounts WHERE turn_org_id IS NOT NULL",
    ),
    (
        "an ID was entered by hand and waits for a reviewer",
        "SELECT count(*) FROM (SELECT 1 AS one) o WHERE NOT EXISTS (SELECT 1 FROM accounts \
         WHERE external_id_by_hand AND status = 'add_pending')",
    ),
    (
        "profiles are complete",
        "SELECT count(*) FROM reporting_units WHERE NOT profile_complete",
    ),
    (
        "nothing happened in the future",
        "SELECT count(*) FROM account_events WHERE at > 1795507200000",
    ),
];

async fn seed_and_check(store: &Store) {
    let now = datetime!(2026-11-24 08:00 UTC);
    let random = Arc::new(SeededRandom::new(1));
    let app = App::new(
        store.clone(),
        Arc::new(FixedClock(now)),
        random,
        &[7; 32],
        Settings::default(),
    );
    let seeded = seed(store, &app).await.unwrap();
    assert_eq!(
        seeded,
        Seeded::Created {
            users: 13,
            accounts: ACCOUNTS.len()
        }
    );
    let db = store.migration_connection();
    assert_none(db, &VIOLATIONS).await;
    let events = check_invariants(db).await;
    assert!(events > 200, "{events}");

    assert_eq!(seed(store, &app).await.unwrap(), Seeded::AlreadyThere);
    assert_eq!(
        number(db, "SELECT count(*) FROM account_events").await,
        events
    );

    let codes: Vec<String> = rows(db, "SELECT code FROM reporting_units ORDER BY code")
        .await
        .iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect();
    let expected = [
        "110000M001",
        "110108M044",
        "130100M024",
        "130102M001",
        "bm2904M001",
    ];
    assert_eq!(codes, expected);
    let hasher = Hasher::new(Arc::new(SeededRandom::new(2)));
    for user in expected.into_iter().chain(["GB0000", "130000", "bm2900"]) {
        let user = nmrs_store::users::by_username(store, user)
            .await
            .unwrap()
            .unwrap();
        let right = hasher.verify(crate::PASSWORD.into(), Some(user.password_hash));
        assert!(right.await.unwrap());
    }
}

#[tokio::test]
async fn the_demo_data_is_complete_and_consistent_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    seed_and_check(&sqlite(&folder).await).await;
}

#[tokio::test]
async fn the_demo_data_is_complete_and_consistent_on_postgresql() {
    let Some(store) = postgres("seed").await else {
        return;
    };
    seed_and_check(&store).await;
    drop_postgres(store, "seed").await;
}
