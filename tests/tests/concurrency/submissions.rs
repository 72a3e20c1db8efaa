//! Parallel submissions of the same account.

use futures::future::join_all;
use nmrs_tests::data::accounts::wechat_form;
use nmrs_tests::{Request, TestApp, invariants, on_both_databases};

on_both_databases!(
    one_of_fifty_parallel_submissions_of_an_identity_succeeds,
    twenty_parallel_requests_with_one_key_create_one_account,
    a_draft_submitted_in_parallel_is_submitted_once,
);

async fn one_of_fifty_parallel_submissions_of_an_identity_succeeds(app: TestApp) {
    let [unit, other, district] = app
        .sign_in_all(["110108M044", "110108M045", "110108"])
        .await;
    let requests = (0..50).map(|n| {
        let caller = if n % 2 == 0 { &unit } else { &other };
        caller.post("/accounts", wechat_form(&format!("账号{n}"), 1, true))
    });
    let responses = join_all(requests).await;
    let created = responses
        .iter()
        .filter(|response| response.status == 201)
        .count();
    assert_eq!(created, 1);
    for response in responses
        .into_iter()
        .filter(|response| response.status != 201)
    {
        response.problem(409, "identity_taken");
    }
    assert_eq!(app.db.count("accounts").await, 1);
    invariants::check_counts(&app.db, &[&unit, &other, &district]).await;
    invariants::check_integrity(&app.db).await;
}

async fn twenty_parallel_requests_with_one_key_create_one_account(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let request = Request::new("POST", "/api/v1/accounts")
        .json(wechat_form("上庄发布", 1, true))
        .idempotency_key("a-key");
    let responses = join_all((0..20).map(|_| unit.send(request.clone()))).await;
    let fresh = responses
        .iter()
        .filter(|response| !response.is_replayed())
        .count();
    assert_eq!(fresh, 1);
    let mut bodies: Vec<_> = responses
        .into_iter()
        .map(|response| response.ok().to_string())
        .collect();
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    assert_eq!(app.db.count("accounts").await, 1);
    invariants::check_integrity(&app.db).await;
}

async fn a_draft_submitted_in_parallel_is_submitted_once(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let draft = unit
        .post("/accounts", wechat_form("上庄发布", 1, false))
        .await
        .expect(201);
    let path = format!("/accounts/{}/submit", draft["id"]);
    let body = serde_json::json!({"version": draft["version"]});
    let responses = join_all((0..20).map(|_| unit.post(&path, body.clone()))).await;
    let submitted = responses
        .iter()
        .filter(|response| response.status == 200)
        .count();
    assert_eq!(submitted, 1);
    for response in responses
        .into_iter()
        .filter(|response| response.status != 200)
    {
        response.problem(409, "version_conflict");
    }
    invariants::check_counts(&app.db, &[&unit]).await;
    invariants::check_integrity(&app.db).await;
}
