//! Of parallel decisions on a review, exactly one succeeds.

use futures::future::join_all;
use nmrs_tests::data::accounts::{add_account, approve, decision_form, get_account};
use nmrs_tests::{ApiClient, Backend, Response, Server, TestApp, TestDb, invariants};

/// Counts the responses with status 200; all others must be conflicts.
fn count_successes(responses: Vec<Response>) -> usize {
    let mut successes = 0;
    for response in responses {
        if response.status == 200 {
            successes += 1;
            continue;
        }
        let code = response.body["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        assert!(
            ["version_conflict", "wrong_status", "not_your_turn"].contains(&code.as_str()),
            "{}",
            response.described()
        );
        let problem = response.problem(409, &code);
        assert!(problem["current"]["version"].is_i64());
    }
    successes
}

/// Sends `count` parallel decisions to these servers; exactly one must succeed.
async fn decide_in_parallel(app: &TestApp, others: &[&Server], count: usize) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", added["review_id"]);
    let mut servers = vec![&app.server];
    servers.extend(others);
    let callers: Vec<ApiClient> = servers.iter().map(|s| district.at(s.base())).collect();
    let requests = (0..count).map(|n| {
        let verdict = if n % 4 == 3 { "reject" } else { "approve" };
        let body = decision_form(verdict, "同时", &added["version"]);
        callers[n % callers.len()].post(&path, body)
    });
    assert_eq!(count_successes(join_all(requests).await), 1);
    let decided = "account_events \
                   WHERE kind IN ('advanced', 'approved', 'rejected')";
    assert_eq!(app.db.count(decided).await, 1);
    assert_eq!(app.db.count("reviews").await, 1);
    invariants::check_counts(&app.db, &[&unit, &district, &city]).await;
    invariants::check_integrity(&app.db).await;
}

#[tokio::test]
async fn one_of_200_parallel_decisions_on_two_servers_succeeds_on_postgresql() {
    if Backend::Postgres.is_missing() {
        return;
    }
    let db = TestDb::new(Backend::Postgres).await;
    // Both servers start on a database without a secret.
    let second = Server::start(&db);
    let server = Server::start(&db);
    decide_in_parallel(&TestApp { server, db }, &[&second], 200).await;
}

#[tokio::test]
async fn one_of_50_parallel_decisions_succeeds_on_sqlite() {
    decide_in_parallel(&TestApp::new(Backend::Sqlite).await, &[], 50).await;
}

#[tokio::test]
async fn one_of_50_parallel_decisions_on_two_servers_succeeds_on_sqlite() {
    let app = TestApp::new(Backend::Sqlite).await;
    let second = Server::start(&app.db);
    decide_in_parallel(&app, &[&second], 50).await;
}

nmrs_tests::on_both_databases!(parallel_final_approvals_give_distinct_identifiers);

async fn parallel_final_approvals_give_distinct_identifiers(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let mut ids = Vec::new();
    for n in 1..=12 {
        let id = add_account(&unit, &format!("账号{n}"), n).await["id"].clone();
        approve(&district, &id).await;
        ids.push(id);
    }
    join_all(ids.iter().map(|id| approve(&city, id))).await;
    let mut given = Vec::new();
    for id in &ids {
        let seen = get_account(&unit, id).await;
        given.push(seen["identifier"].as_str().unwrap().to_owned());
    }
    given.sort();
    let wanted: Vec<_> = (1..=12).map(|n| format!("110108M044WX{n:04}")).collect();
    assert_eq!(given, wanted);
    invariants::check_counts(&app.db, &[&unit, &district, &city]).await;
    invariants::check_integrity(&app.db).await;
}
