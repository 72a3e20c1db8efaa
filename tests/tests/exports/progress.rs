//! How far an export has come, and what happens when nobody wants it any more.

use std::time::Duration;

use nmrs_tests::register::declare;
use nmrs_tests::{Api, World, on_both_databases};
use serde_json::{Value, json};

use super::cells::keyed;
use super::rows::copies;

on_both_databases!(
    an_export_can_be_asked_how_far_it_has_come,
    an_export_that_nobody_takes_any_more_ends_and_leaves_its_place,
    an_export_that_breaks_off_never_looks_whole,
    one_export_too_many_waits_for_a_place_and_is_sent_away_without_one,
);

const KEY: &str = "0198f0de-1111-7000-8000-00000000000a";

pub(super) async fn state(api: &Api, key: &str) -> Value {
    api.get(&format!("/accounts/exports/{key}"))
        .await
        .expect(200)
}

/// The state of an export that is over, or soon will be.
pub(super) async fn ended(api: &Api, key: &str) -> Value {
    for _ in 0..200 {
        let state = state(api, key).await;
        if state["state"] != "running" {
            return state;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the export goes on: {}", state(api, key).await);
}

async fn an_export_can_be_asked_how_far_it_has_come(world: World) {
    let [unit, other] = world.sign_in_all(["110108M044", "110108M045"]).await;
    let path = format!("/accounts/exports/{KEY}");
    unit.get(&path).await.problem(404, "not_found");
    declare(&unit, "上庄", 1).await;
    declare(&unit, "上庄", 2).await;
    for format in ["xlsx", "csv", "ndjson"] {
        let body = json!({"filter": {}, "format": format});
        let answer = unit.send(keyed(body, KEY)).await;
        assert_eq!(answer.status, 200);
        let expected = json!({"rows": 2, "total": 2, "state": "finished"});
        assert_eq!(ended(&unit, KEY).await, expected);
    }
    // Asked of another server, and in any case of letters, but never by anybody else.
    let second = nmrs_tests::Server::start(&world.db);
    let upper = KEY.to_uppercase();
    assert_eq!(state(&unit.at(second.base()), &upper).await["rows"], 2);
    other.get(&path).await.problem(404, "not_found");
    let none = unit.get("/accounts/exports/x").await;
    none.problem(404, "not_found");
    let forgotten = "UPDATE export_runs SET state = 'running', updated_at = 0";
    world.db.db_run(forgotten).await;
    assert_eq!(state(&unit, KEY).await["state"], "failed");
}

/// So many rows that they do not fit between a server and a client that does not read.
pub(super) const MANY: u32 = 60_000;

async fn an_export_that_nobody_takes_any_more_ends_and_leaves_its_place(world: World) {
    let unit = world.sign_in("110108M044").await;
    let first = declare(&unit, "上庄", 1).await["id"].clone();
    copies(&world, &first, MANY).await;
    // More of them than a server writes at once.
    for n in 0..4 {
        let key = format!("0198f0de-2222-7000-8000-00000000000{n}");
        let body = json!({"filter": {}, "format": "ndjson"});
        let mut response = unit.open(keyed(body, &key)).await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        assert!(response.chunk().await.unwrap().is_some());
        drop(response);
        let state = ended(&unit, &key).await;
        assert_eq!(state["state"], "failed", "{state}");
        assert_eq!(state["total"], MANY + 1);
        assert!(state["rows"].as_u64().unwrap() < u64::from(MANY), "{state}");
    }
    let body = json!({"filter": {}, "columns": ["id"], "format": "csv"});
    let answer = unit.post("/accounts/export", body).await;
    assert_eq!(answer.text.lines().count(), 60_002);
}

async fn an_export_that_breaks_off_never_looks_whole(world: World) {
    let unit = world.sign_in("110108M044").await;
    let first = declare(&unit, "上庄", 1).await["id"].clone();
    copies(&world, &first, 2_500).await;
    // A row that cannot be read, far behind the first ones.
    let broken = "UPDATE accounts SET kind = 'fax' WHERE id = (SELECT MIN(id) FROM accounts)";
    world.db.db_run(broken).await;
    for format in ["xlsx", "csv", "ndjson"] {
        let body = json!({"filter": {"sort": "-created_at"}, "format": format});
        let answer = unit.try_send(keyed(body, KEY)).await;
        assert!(answer.is_err(), "{format} ended as if it were whole");
        assert_eq!(ended(&unit, KEY).await["state"], "failed");
    }
}

async fn one_export_too_many_waits_for_a_place_and_is_sent_away_without_one(world: World) {
    let unit = world.sign_in("110108M044").await;
    let first = declare(&unit, "上庄", 1).await["id"].clone();
    copies(&world, &first, MANY).await;
    let body = json!({"filter": {}, "format": "ndjson"});
    // Nobody reads them to the end.
    let held = [
        unit.open(keyed(body.clone(), KEY)).await.unwrap(),
        unit.open(keyed(body, KEY)).await.unwrap(),
    ];
    let small = json!({"ids": [first], "columns": ["id"], "format": "ndjson"});
    let refused = unit.post("/accounts/export", small.clone()).await;
    assert_eq!(refused.status, 503, "{}", refused.described());
    assert_eq!(refused.body["code"], "unavailable");
    assert!(refused.header("retry-after").is_some());
    let waits = unit.post("/accounts/export", small);
    let leave = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        drop(held);
    };
    let (answer, ()) = tokio::join!(waits, leave);
    assert_eq!(answer.expect(200), json!({"id": first}));
}
