//! Downloads by a one-time ticket.

use std::time::Duration;

use nmrs_tests::register::{declare, wechat};
use nmrs_tests::{Answer, Api, Call, World, on_both_databases};
use serde_json::{Value, json};

use super::cells::lines;
use super::progress::{MANY, ended, state};
use super::rows::copies;

on_both_databases!(
    a_ticket_downloads_a_file_once,
    two_downloads_of_one_ticket_at_once_give_one_file,
    a_ticket_expires_after_a_minute,
    a_ticket_ends_with_its_session,
    permission_and_scope_are_checked_again_at_the_download,
    an_export_that_would_be_refused_gets_no_ticket,
    a_session_has_twenty_unused_tickets,
    a_cancelled_export_breaks_off,
);

async fn ticket(api: &Api, body: Value) -> Value {
    api.post("/exports/tickets", body).await.expect(201)
}

/// Follows the address of a ticket without any credentials, as a browser does.
async fn download(world: &World, ticket: &Value) -> Answer {
    let url = ticket["url"].as_str().unwrap();
    world.anonymous().send(Call::new("GET", url)).await
}

fn accounts() -> Value {
    json!({"resource": "accounts", "filter": {}, "columns": ["name"], "format": "ndjson"})
}

async fn a_ticket_downloads_a_file_once(world: World) {
    let [unit, office] = world.sign_in_all(["110108M044", "110108"]).await;
    declare(&unit, "上庄", 1).await;
    let made = ticket(&unit, accounts()).await;
    let secret = made["ticket"].as_str().unwrap();
    assert_eq!(secret.len(), 43);
    assert_eq!(made["url"], format!("/api/v1/exports/{secret}"));
    let key = made["export_key"].as_str().unwrap();
    let path = format!("/accounts/exports/{key}");
    unit.get(&path).await.problem(404, "not_found");

    let answer = download(&world, &made).await;
    assert_eq!(answer.status, 200, "{}", answer.described());
    assert_eq!(lines(&answer), [json!({"name": "上庄"})]);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("x-total-rows"), Some("1"));
    let disposition = answer.header("content-disposition").unwrap();
    assert!(disposition.starts_with("attachment; "), "{disposition}");
    let expected = json!({"rows": 1, "total": 1, "state": "finished"});
    assert_eq!(ended(&unit, key).await, expected);

    download(&world, &made).await.problem(404, "not_found");
    assert_eq!(ended(&unit, key).await, expected);
    // Reporting units as well, and the selection.
    let id = world.db.db_reporting_unit("110108M044").await;
    let body = json!({"resource": "reporting_units", "ids": [id], "columns": ["code"], "format": "ndjson"});
    let made = ticket(&office, body).await;
    let answer = download(&world, &made).await;
    assert_eq!(lines(&answer), [json!({"code": "110108M044"})]);
    let key = made["export_key"].as_str().unwrap();
    assert_eq!(ended(&office, key).await["state"], "finished");

    let stored = "SELECT COUNT(*) AS n FROM export_tickets";
    assert_eq!(world.db.db_number(stored).await, 0);
    let log = world.server.log();
    assert!(log.contains("/api/v1/exports/{ticket}") && !log.contains(secret));
}

async fn two_downloads_of_one_ticket_at_once_give_one_file(world: World) {
    let unit = world.sign_in("110108M044").await;
    declare(&unit, "上庄", 1).await;
    let second = nmrs_tests::Server::start(&world.db);
    for _ in 0..5 {
        let made = ticket(&unit, accounts()).await;
        let url = made["url"].as_str().unwrap();
        let callers = [
            world.anonymous(),
            world.anonymous().at(second.base()),
            world.anonymous(),
        ];
        let answers =
            futures::future::join_all(callers.iter().map(|c| c.send(Call::new("GET", url)))).await;
        let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 404, 404]);
    }
}

async fn a_ticket_expires_after_a_minute(world: World) {
    let unit = world.sign_in("110108M044").await;
    declare(&unit, "上庄", 1).await;
    let made = ticket(&unit, accounts()).await;
    let left = "SELECT CAST(MAX(t.expires_at - s.last_used_at) AS BIGINT) AS n \
                FROM export_tickets t JOIN sessions s ON s.id = t.session_id";
    assert!((60_000..120_000).contains(&world.db.db_number(left).await));
    let later = "UPDATE export_tickets SET expires_at = expires_at - 60000";
    world.db.db_run(later).await;
    download(&world, &made).await.problem(404, "not_found");
}

async fn a_ticket_ends_with_its_session(world: World) {
    let unit = world.sign_in("110108M044").await;
    declare(&unit, "上庄", 1).await;
    let made = ticket(&unit, accounts()).await;
    unit.send(Call::new("POST", "/api/v1/auth/logout"))
        .await
        .expect(204);
    download(&world, &made).await.problem(401, "session_ended");
    let disabled = world.sign_in("110108M044").await;
    let made = ticket(&disabled, accounts()).await;
    let disable = "UPDATE users SET disabled = TRUE WHERE username = '110108M044'";
    world.db.db_run(disable).await;
    download(&world, &made).await.problem(401, "session_ended");
}

async fn permission_and_scope_are_checked_again_at_the_download(world: World) {
    let unit = world.sign_in("110108M044").await;
    let draft = unit
        .post("/accounts", wechat("草稿", 1, false))
        .await
        .expect(201);
    let ids = json!({"resource": "accounts", "ids": [draft["id"]]});
    let made = ticket(&unit, ids).await;
    unit.delete(&format!(
        "/accounts/{}?version={}",
        draft["id"], draft["version"]
    ))
    .await
    .expect(204);
    download(&world, &made).await.problem(404, "not_found");
    // The page polls for the end, and finds it.
    let key = made["export_key"].as_str().unwrap();
    assert_eq!(state(&unit, key).await["state"], "failed");

    let made = ticket(&unit, accounts()).await;
    let incomplete =
        "UPDATE reporting_units SET profile_complete = FALSE WHERE code = '110108M044'";
    world.db.db_run(incomplete).await;
    download(&world, &made)
        .await
        .problem(403, "profile_incomplete");
}

async fn an_export_that_would_be_refused_gets_no_ticket(world: World) {
    let [unit, office] = world.sign_in_all(["110108M044", "110108"]).await;
    let id = declare(&unit, "上庄", 1).await["id"].clone();
    for (body, pointer) in [
        (json!({"resource": "accounts"}), "/filter"),
        (json!({"resource": "accounts", "ids": []}), "/ids"),
        (
            json!({"resource": "accounts", "filter": {}, "ids": [id]}),
            "/ids",
        ),
        (
            json!({"resource": "accounts", "ids": [id], "columns": []}),
            "/columns",
        ),
        (
            json!({"resource": "accounts", "filter": {"tab": "mine"}}),
            "/filter/tab",
        ),
    ] {
        unit.post("/exports/tickets", body)
            .await
            .field_error(pointer);
    }
    for body in [
        json!({"filter": {}}),
        json!({"resource": "users", "filter": {}}),
        json!({"resource": null, "filter": {}}),
        json!({"resource": "accounts", "filter": {}, "surprise": 1}),
        json!({"resource": "accounts", "filter": {"surprise": "1"}}),
        json!({"resource": "accounts", "filter": {}, "columns": ["password"]}),
        json!({"resource": "reporting_units", "filter": {}, "columns": ["url"]}),
        json!({"resource": "accounts", "ids": [1.5]}),
    ] {
        unit.post("/exports/tickets", body)
            .await
            .problem(400, "malformed_body");
    }
    unit.post(
        "/exports/tickets",
        json!({"resource": "accounts", "ids": [-1]}),
    )
    .await
    .problem(404, "not_found");
    let elsewhere = world.db.db_org_unit("130000").await.to_string();
    let body = json!({"resource": "accounts", "filter": {"org": elsewhere}});
    office
        .post("/exports/tickets", body)
        .await
        .problem(404, "not_found");
    unit.post(
        "/exports/tickets",
        json!({"resource": "reporting_units", "filter": {}}),
    )
    .await
    .problem(403, "forbidden");
    let stored = "SELECT COUNT(*) AS n FROM export_tickets";
    assert_eq!(world.db.db_number(stored).await, 0);
    let unknown = "A".repeat(43);
    for path in ["x", "%00", "..", &unknown, &"A".repeat(10_000)] {
        let answer = unit.get(&format!("/exports/{path}")).await;
        assert!(
            (400..500).contains(&answer.status),
            "{}",
            answer.described()
        );
    }
    // Only GET uses a ticket up.
    let made = ticket(&unit, accounts()).await;
    let url = made["url"].as_str().unwrap();
    for method in ["HEAD", "POST", "DELETE"] {
        let answer = world.anonymous().send(Call::new(method, url)).await;
        assert_eq!(answer.status, 405, "{}", answer.described());
    }
    assert_eq!(download(&world, &made).await.status, 200);
}

async fn a_session_has_twenty_unused_tickets(world: World) {
    let [unit, again] = world.sign_in_all(["110108M044", "110108M044"]).await;
    let mut made = Value::Null;
    for _ in 0..20 {
        made = ticket(&unit, accounts()).await;
    }
    let refused = unit.post("/exports/tickets", accounts()).await;
    assert!(refused.header("retry-after").is_some());
    refused.problem(429, "too_many_requests");
    ticket(&again, accounts()).await;
    assert_eq!(download(&world, &made).await.status, 200);
    ticket(&unit, accounts()).await;
}

async fn a_cancelled_export_breaks_off(world: World) {
    let [unit, other] = world.sign_in_all(["110108M044", "110108M045"]).await;
    let first = declare(&unit, "上庄", 1).await["id"].clone();
    copies(&world, &first, MANY).await;
    let body = json!({"resource": "accounts", "filter": {}, "format": "ndjson"});
    let made = ticket(&unit, body).await;
    let path = format!("/accounts/exports/{}", made["export_key"].as_str().unwrap());
    unit.delete(&path).await.problem(404, "not_found");
    let call = Call::new("GET", made["url"].as_str().unwrap());
    let mut response = world.anonymous().open(call).await.unwrap();
    assert!(response.chunk().await.unwrap().is_some());
    other.delete(&path).await.problem(404, "not_found");
    // Another server is asked than the one that writes.
    let second = nmrs_tests::Server::start(&world.db);
    unit.at(second.base()).delete(&path).await.expect(204);
    // Time for the writing server to see it; then the file must not look whole.
    tokio::time::sleep(Duration::from_secs(3)).await;
    while let Ok(chunk) = response.chunk().await {
        assert!(chunk.is_some(), "the file ended as if it were whole");
    }
    let run = unit.get(&path).await.expect(200);
    assert_eq!(run["state"], "failed");
    assert!(run["rows"].as_u64().unwrap() < u64::from(MANY), "{run}");
    unit.delete(&path).await.expect(204);
}
