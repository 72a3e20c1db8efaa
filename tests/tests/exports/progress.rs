//! Progress of exports, aborted and failed exports, and the limit of parallel exports.

use std::time::Duration;

use nmrs_tests::data::accounts::add_account;
use nmrs_tests::{ApiClient, TestApp, on_both_databases};
use serde_json::{Value, json};

use super::cells::export_request;
use super::rows::insert_copies;

on_both_databases!(
    the_progress_of_an_export_can_be_read,
    an_aborted_download_ends_the_export_and_frees_its_slot,
    a_failed_export_never_looks_complete,
    an_export_beyond_the_limit_waits_and_is_then_refused,
);

const KEY: &str = "0198f0de-1111-7000-8000-00000000000a";

pub(super) async fn read_state(client: &ApiClient, key: &str) -> Value {
    client
        .get(&format!("/accounts/exports/{key}"))
        .await
        .expect(200)
}

/// Waits until an export has ended and returns its state.
pub(super) async fn wait_until_ended(client: &ApiClient, key: &str) -> Value {
    for _ in 0..200 {
        let state = read_state(client, key).await;
        if state["state"] != "running" {
            return state;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the export goes on: {}", read_state(client, key).await);
}

async fn the_progress_of_an_export_can_be_read(app: TestApp) {
    let [unit, other] = app.sign_in_all(["110108M044", "110108M045"]).await;
    let path = format!("/accounts/exports/{KEY}");
    unit.get(&path).await.problem(404, "not_found");
    add_account(&unit, "上庄", 1).await;
    add_account(&unit, "上庄", 2).await;
    for format in ["xlsx", "csv", "ndjson"] {
        let body = json!({"filter": {}, "format": format});
        let response = unit.send(export_request(body, KEY)).await;
        assert_eq!(response.status, 200);
        let expected = json!({"rows": 2, "total": 2, "state": "finished"});
        assert_eq!(wait_until_ended(&unit, KEY).await, expected);
    }
    // Any server answers and the case of the key does not matter, but only for the same user.
    let second = nmrs_tests::Server::start(&app.db);
    let uppercase = KEY.to_uppercase();
    assert_eq!(
        read_state(&unit.at(second.base()), &uppercase).await["rows"],
        2
    );
    other.get(&path).await.problem(404, "not_found");
    let none = unit.get("/accounts/exports/x").await;
    none.problem(404, "not_found");
    let forgotten = "UPDATE export_runs SET state = 'running', updated_at = 0";
    app.db.execute(forgotten).await;
    assert_eq!(read_state(&unit, KEY).await["state"], "failed");
}

/// More rows than fit into the buffers between a server and a client that does not read.
pub(super) const MANY_ROWS: u32 = 60_000;

async fn an_aborted_download_ends_the_export_and_frees_its_slot(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let first = add_account(&unit, "上庄", 1).await["id"].clone();
    insert_copies(&app, &first, MANY_ROWS).await;
    // More exports than a server runs in parallel.
    for n in 0..4 {
        let key = format!("0198f0de-2222-7000-8000-00000000000{n}");
        let body = json!({"filter": {}, "format": "ndjson"});
        let mut response = unit.open(export_request(body, &key)).await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        assert!(response.chunk().await.unwrap().is_some());
        drop(response);
        let state = wait_until_ended(&unit, &key).await;
        assert_eq!(state["state"], "failed", "{state}");
        assert_eq!(state["total"], MANY_ROWS + 1);
        assert!(
            state["rows"].as_u64().unwrap() < u64::from(MANY_ROWS),
            "{state}"
        );
    }
    let body = json!({"filter": {}, "columns": ["id"], "format": "csv"});
    let response = unit.post("/accounts/export", body).await;
    assert_eq!(response.text.lines().count(), 60_002);
}

async fn a_failed_export_never_looks_complete(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let first = add_account(&unit, "上庄", 1).await["id"].clone();
    insert_copies(&app, &first, 2_500).await;
    // An invalid row after many valid ones.
    let broken = "UPDATE accounts SET kind = 'fax' WHERE id = (SELECT MIN(id) FROM accounts)";
    app.db.execute(broken).await;
    for format in ["xlsx", "csv", "ndjson"] {
        let body = json!({"filter": {"sort": "-created_at"}, "format": format});
        let response = unit.try_send(export_request(body, KEY)).await;
        assert!(response.is_err(), "{format} ended as if it were whole");
        assert_eq!(wait_until_ended(&unit, KEY).await["state"], "failed");
    }
}

async fn an_export_beyond_the_limit_waits_and_is_then_refused(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let first = add_account(&unit, "上庄", 1).await["id"].clone();
    insert_copies(&app, &first, MANY_ROWS).await;
    let body = json!({"filter": {}, "format": "ndjson"});
    // Two exports that are not read to the end.
    let held = [
        unit.open(export_request(body.clone(), KEY)).await.unwrap(),
        unit.open(export_request(body, KEY)).await.unwrap(),
    ];
    let small = json!({"ids": [first], "columns": ["id"], "format": "ndjson"});
    let refused = unit.post("/accounts/export", small.clone()).await;
    assert_eq!(refused.status, 503, "{}", refused.described());
    assert_eq!(refused.body["code"], "unavailable");
    assert!(refused.header("retry-after").is_some());
    let waiting = unit.post("/accounts/export", small);
    let disconnect = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        drop(held);
    };
    let (response, ()) = tokio::join!(waiting, disconnect);
    assert_eq!(response.expect(200), json!({"id": first}));
}
