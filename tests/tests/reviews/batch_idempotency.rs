//! Repeated, interrupted and overlapping batches decide each review once.

use std::time::Duration;

use futures::future::join_all;
use nmrs_tests::data::accounts::{add_account, batch_form};
use nmrs_tests::{ApiClient, Request, Response, TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

use super::batch::add_numbered_accounts;

on_both_databases!(
    a_repeated_batch_gets_the_same_response,
    the_key_of_a_batch_is_bound_to_its_content,
    overlapping_batches_decide_each_review_once,
    a_batch_sent_in_parallel_decides_each_review_once,
    an_interrupted_batch_is_finished_when_repeated,
);

fn batch_request(body: &Value, key: &str) -> Request {
    Request::new("POST", "/api/v1/reviews/decisions")
        .json(body.clone())
        .idempotency_key(key)
}

async fn send_batch(client: &ApiClient, body: &Value, key: &str) -> Response {
    client.send(batch_request(body, key)).await
}

/// Returns the number of decisions in the log and in the table of reviews.
async fn count_decisions(app: &TestApp) -> [i64; 2] {
    let logged = "account_events \
                  WHERE kind IN ('advanced', 'approved', 'rejected')";
    [app.db.count(logged).await, app.db.count("reviews").await]
}

async fn a_repeated_batch_gets_the_same_response(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let added = add_numbered_accounts(&unit, 3).await;
    let stale = json!({"review_id": added[2]["review_id"], "version": 99});
    let body = batch_form("approve", "", &[&added[0], &added[1], &stale]);
    let first = send_batch(&district, &body, "batch").await;
    assert!(!first.is_replayed());
    let first = first.expect(200);
    assert_eq!(
        (&first["decided"], &first["refused"]),
        (&json!(2), &json!(1))
    );
    // The replayed response is the first one, although the state has changed.
    let next_form = batch_form("approve", "", &[]);
    let mut next_form = next_form;
    next_form["items"] = json!([{
        "id": added[0]["review_id"],
        "version": first["results"][0]["version"],
    }]);
    city.post("/reviews/decisions", next_form).await.expect(200);
    let again = send_batch(&district, &body, "batch").await;
    assert!(again.is_replayed());
    assert_eq!(again.expect(200), first);
    assert_eq!(count_decisions(&app).await, [3, 3]);
    // Without the key it is a new batch, which decides nothing.
    let other = district.post("/reviews/decisions", body).await.expect(200);
    assert_eq!(
        (&other["decided"], &other["refused"]),
        (&json!(0), &json!(3))
    );
    assert_eq!(count_decisions(&app).await, [3, 3]);
}

async fn the_key_of_a_batch_is_bound_to_its_content(app: TestApp) {
    let [unit, district, other] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let added = add_numbered_accounts(&unit, 3).await;
    let body = batch_form("approve", "", &[&added[0], &added[1]]);
    send_batch(&district, &body, "batch").await.expect(200);
    for changed in [
        batch_form("approve", "", &[&added[0], &added[2]]),
        batch_form("approve", "", &[&added[1], &added[0]]),
        batch_form("reject", "反悔", &[&added[0], &added[1]]),
        batch_form("approve", "补记", &[&added[0], &added[1]]),
    ] {
        send_batch(&district, &changed, "batch")
            .await
            .problem(422, "idempotency_key_reused");
    }
    assert_eq!(count_decisions(&app).await, [2, 2]);
    // Keys are per user.
    let out = send_batch(&other, &body, "batch").await.expect(200);
    assert_eq!(out["refused"], 2);
}

async fn overlapping_batches_decide_each_review_once(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let added = add_numbered_accounts(&unit, 12).await;
    let first: Vec<&Value> = added[..8].iter().collect();
    let mut second: Vec<&Value> = added[4..].iter().collect();
    // In reverse order, so that both batches meet in the middle.
    second.reverse();
    let responses = join_all([
        send_batch(&district, &batch_form("approve", "", &first), "a"),
        send_batch(&district, &batch_form("reject", "同时", &second), "b"),
    ])
    .await;
    let mut taken = 0;
    for response in responses {
        let out = response.expect(200);
        taken += out["decided"].as_i64().unwrap();
        for result in out["results"].as_array().unwrap() {
            if result["outcome"] == "refused" {
                assert_eq!(result["problem"]["status"], 409, "{result}");
                assert!(result["problem"]["current"]["version"].is_i64());
            }
        }
        assert_eq!(out["unfinished"], 0, "{out}");
    }
    assert_eq!(taken, 12);
    assert_eq!(count_decisions(&app).await, [12, 12]);
    invariants::check_counts(&app.db, &[&unit, &district, &city]).await;
    invariants::check_integrity(&app.db).await;
}

async fn a_batch_sent_in_parallel_decides_each_review_once(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let added = add_numbered_accounts(&unit, 6).await;
    let chosen: Vec<&Value> = added.iter().collect();
    let body = batch_form("approve", "", &chosen);
    let responses = join_all((0..6).map(|_| send_batch(&district, &body, "same"))).await;
    for response in responses {
        let out = response.expect(200);
        assert_eq!(out["decided"], 6, "{out}");
    }
    assert_eq!(count_decisions(&app).await, [6, 6]);
    invariants::check_integrity(&app.db).await;
}

async fn an_interrupted_batch_is_finished_when_repeated(mut app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let added = add_numbered_accounts(&unit, 60).await;
    let chosen: Vec<&Value> = added.iter().collect();
    let body = batch_form("approve", "", &chosen);
    let mut cut_in_the_middle = false;
    for kill in 0.. {
        let before = count_decisions(&app).await;
        if before[0] == 60 || kill == 8 {
            break;
        }
        let caller = district.at(app.server.base());
        let request = batch_request(&body, "cut");
        let under_way = tokio::spawn(async move { caller.try_send(request).await.is_ok() });
        // Waits until some reviews are decided.
        for _ in 0..400 {
            if count_decisions(&app).await[0] > before[0] {
                break;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        app.restart();
        let answered = under_way.await.unwrap();
        let after = count_decisions(&app).await;
        assert_eq!(after[0], after[1], "half a decision");
        cut_in_the_middle |= !answered && after[0] > 0 && after[0] < 60;
    }
    assert!(cut_in_the_middle, "the server was never killed half-way");
    let district = district.at(app.server.base());
    let out = send_batch(&district, &body, "cut").await.expect(200);
    assert_eq!((&out["decided"], &out["refused"]), (&json!(60), &json!(0)));
    let versions = out["results"].as_array().unwrap().iter();
    assert!(versions.into_iter().all(|r| r["version"].is_i64()));
    assert_eq!(count_decisions(&app).await, [60, 60]);
    assert_eq!(send_batch(&district, &body, "cut").await.expect(200), out);
    let unit = unit.at(app.server.base());
    invariants::check_integrity(&app.db).await;
    add_account(&unit, "其后", 99).await;
}
