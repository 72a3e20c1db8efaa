//! Downloads by a one-time ticket.

use std::time::Duration;

use nmrs_tests::data::accounts::{add_account, wechat_form};
use nmrs_tests::{ApiClient, Request, Response, Server, TestApp, on_both_databases};
use serde_json::{Value, json};

use super::cells::parse_ndjson;
use super::progress::{MANY_ROWS, read_state, wait_until_ended};
use super::rows::insert_copies;

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

async fn ticket(client: &ApiClient, body: Value) -> Value {
    client.post("/exports/tickets", body).await.expect(201)
}

/// Opens the URL of a ticket without other credentials, as a browser does.
async fn download(app: &TestApp, ticket: &Value) -> Response {
    let url = ticket["url"].as_str().unwrap();
    app.anonymous().send(Request::new("GET", url)).await
}

fn accounts() -> Value {
    json!({"resource": "accounts", "export": {"filter": {}, "columns": ["name"], "format": "ndjson"}})
}

async fn a_ticket_downloads_a_file_once(app: TestApp) {
    let [unit, office] = app.sign_in_all(["110108M044", "110108"]).await;
    add_account(&unit, "上庄", 1).await;
    let made = ticket(&unit, accounts()).await;
    let secret = made["ticket"].as_str().unwrap();
    assert_eq!(secret.len(), 43);
    assert_eq!(made["url"], format!("/api/v1/exports/{secret}"));
    let key = made["export_key"].as_str().unwrap();
    let path = format!("/accounts/exports/{key}");
    unit.get(&path).await.problem(404, "not_found");

    let answer = download(&app, &made).await;
    assert_eq!(answer.status, 200, "{}", answer.described());
    assert_eq!(parse_ndjson(&answer), [json!({"name": "上庄"})]);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("x-total-rows"), Some("1"));
    let disposition = answer.header("content-disposition").unwrap();
    assert!(disposition.starts_with("attachment; "), "{disposition}");
    let expected = json!({"rows": 1, "total": 1, "state": "finished"});
    assert_eq!(wait_until_ended(&unit, key).await, expected);

    download(&app, &made).await.problem(404, "not_found");
    assert_eq!(wait_until_ended(&unit, key).await, expected);
    // Reporting units as well, and the selection.
    let id = app.db.reporting_unit_id("110108M044").await;
    let body = json!({"resource": "reporting_units", "export": {"ids": [id], "columns": ["code"], "format": "ndjson"}});
    let made = ticket(&office, body).await;
    let answer = download(&app, &made).await;
    assert_eq!(parse_ndjson(&answer), [json!({"code": "110108M044"})]);
    let key = made["export_key"].as_str().unwrap();
    assert_eq!(wait_until_ended(&office, key).await["state"], "finished");

    let stored = "SELECT COUNT(*) AS n FROM export_tickets";
    assert_eq!(app.db.query_number(stored).await, 0);
    let log = app.server.log();
    assert!(log.contains("/api/v1/exports/{ticket}") && !log.contains(secret));
}

async fn two_downloads_of_one_ticket_at_once_give_one_file(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    add_account(&unit, "上庄", 1).await;
    let second = Server::start(&app.db);
    for _ in 0..5 {
        let made = ticket(&unit, accounts()).await;
        let url = made["url"].as_str().unwrap();
        let callers = [
            app.anonymous(),
            app.anonymous().at(second.base()),
            app.anonymous(),
        ];
        let answers =
            futures::future::join_all(callers.iter().map(|c| c.send(Request::new("GET", url))))
                .await;
        let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 404, 404]);
    }
}

async fn a_ticket_expires_after_a_minute(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    add_account(&unit, "上庄", 1).await;
    let made = ticket(&unit, accounts()).await;
    let left = "SELECT CAST(MAX(t.expires_at - s.last_used_at) AS BIGINT) AS n \
                FROM export_tickets t JOIN sessions s ON s.id = t.session_id";
    assert!((60_000..120_000).contains(&app.db.query_number(left).await));
    let later = "UPDATE export_tickets SET expires_at = expires_at - 60000";
    app.db.execute(later).await;
    download(&app, &made).await.problem(404, "not_found");
}

async fn a_ticket_ends_with_its_session(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    add_account(&unit, "上庄", 1).await;
    let made = ticket(&unit, accounts()).await;
    unit.send(Request::new("POST", "/api/v1/auth/logout"))
        .await
        .expect(204);
    download(&app, &made).await.problem(401, "session_ended");
    let disabled = app.sign_in("110108M044").await;
    let made = ticket(&disabled, accounts()).await;
    let disable = "UPDATE users SET disabled = TRUE WHERE username = '110108M044'";
    app.db.execute(disable).await;
    download(&app, &made).await.problem(401, "session_ended");
}

async fn permission_and_scope_are_checked_again_at_the_download(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let draft = unit
        .post("/accounts", wechat_form("草稿", 1, false))
        .await
        .expect(201);
    let ids = json!({"resource": "accounts", "export": {"ids": [draft["id"]]}});
    let made = ticket(&unit, ids).await;
    unit.delete(&format!(
        "/accounts/{}?version={}",
        draft["id"], draft["version"]
    ))
    .await
    .expect(204);
    download(&app, &made).await.problem(404, "not_found");
    // The page polls for the end, and finds it.
    let key = made["export_key"].as_str().unwrap();
    assert_eq!(read_state(&unit, key).await["state"], "failed");

    let made = ticket(&unit, accounts()).await;
    let incomplete =
        "UPDATE reporting_units SET profile_complete = FALSE WHERE code = '110108M044'";
    app.db.execute(incomplete).await;
    download(&app, &made)
        .await
        .problem(403, "profile_incomplete");
}

async fn an_export_that_would_be_refused_gets_no_ticket(app: TestApp) {
    let [unit, office] = app.sign_in_all(["110108M044", "110108"]).await;
    let id = add_account(&unit, "上庄", 1).await["id"].clone();
    for (export, pointer) in [
        (json!({}), "/export/filter"),
        (json!({"ids": []}), "/export/ids"),
        (json!({"filter": {}, "ids": [id]}), "/export/ids"),
        (json!({"ids": [id], "columns": []}), "/export/columns"),
        (json!({"filter": {"tab": "mine"}}), "/export/filter/tab"),
    ] {
        let body = json!({"resource": "accounts", "export": export});
        unit.post("/exports/tickets", body)
            .await
            .field_error(pointer);
    }
    for body in [
        json!({"export": {"filter": {}}}),
        json!({"resource": "accounts"}),
        json!({"resource": "accounts", "export": {"filter": {}}, "surprise": 1}),
        json!({"resource": "users", "export": {"filter": {}}}),
        json!({"resource": null, "export": {"filter": {}}}),
        json!({"resource": "accounts", "export": {"filter": {}, "surprise": 1}}),
        json!({"resource": "accounts", "export": {"filter": {"surprise": "1"}}}),
        json!({"resource": "accounts", "export": {"filter": {}, "columns": ["password"]}}),
        json!({"resource": "reporting_units", "export": {"filter": {}, "columns": ["url"]}}),
        json!({"resource": "accounts", "export": {"ids": [1.5]}}),
    ] {
        unit.post("/exports/tickets", body)
            .await
            .problem(400, "malformed_body");
    }
    unit.post(
        "/exports/tickets",
        json!({"resource": "accounts", "export": {"ids": [-1]}}),
    )
    .await
    .problem(404, "not_found");
    let elsewhere = app.db.org_unit_id("130000").await.to_string();
    let body = json!({"resource": "accounts", "export": {"filter": {"org": elsewhere}}});
    office
        .post("/exports/tickets", body)
        .await
        .problem(404, "not_found");
    unit.post(
        "/exports/tickets",
        json!({"resource": "reporting_units", "export": {"filter": {}}}),
    )
    .await
    .problem(403, "forbidden");
    let stored = "SELECT COUNT(*) AS n FROM export_tickets";
    assert_eq!(app.db.query_number(stored).await, 0);
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
        let answer = app.anonymous().send(Request::new(method, url)).await;
        assert_eq!(answer.status, 405, "{}", answer.described());
    }
    assert_eq!(download(&app, &made).await.status, 200);
}

async fn a_session_has_twenty_unused_tickets(app: TestApp) {
    let [unit, again] = app.sign_in_all(["110108M044", "110108M044"]).await;
    let mut made = Value::Null;
    for _ in 0..20 {
        made = ticket(&unit, accounts()).await;
    }
    let refused = unit.post("/exports/tickets", accounts()).await;
    assert!(refused.header("retry-after").is_some());
    refused.problem(429, "too_many_requests");
    ticket(&again, accounts()).await;
    assert_eq!(download(&app, &made).await.status, 200);
    ticket(&unit, accounts()).await;
}

async fn a_cancelled_export_breaks_off(app: TestApp) {
    let [unit, other] = app.sign_in_all(["110108M044", "110108M045"]).await;
    let first = add_account(&unit, "上庄", 1).await["id"].clone();
    insert_copies(&app, &first, MANY_ROWS).await;
    let body = json!({"resource": "accounts", "export": {"filter": {}, "format": "ndjson"}});
    let made = ticket(&unit, body).await;
    let path = format!("/accounts/exports/{}", made["export_key"].as_str().unwrap());
    unit.delete(&path).await.problem(404, "not_found");
    let call = Request::new("GET", made["url"].as_str().unwrap());
    let mut response = app.anonymous().open(call).await.unwrap();
    assert!(response.chunk().await.unwrap().is_some());
    other.delete(&path).await.problem(404, "not_found");
    // Not the server that writes.
    let second = Server::start(&app.db);
    unit.at(second.base()).delete(&path).await.expect(204);
    // Time for the writing server to see it; then the file must not look whole.
    tokio::time::sleep(Duration::from_secs(3)).await;
    while let Ok(chunk) = response.chunk().await {
        assert!(chunk.is_some(), "the file ended as if it were whole");
    }
    let run = unit.get(&path).await.expect(200);
    assert_eq!(run["state"], "failed");
    assert!(
        run["rows"].as_u64().unwrap() < u64::from(MANY_ROWS),
        "{run}"
    );
    unit.delete(&path).await.expect(204);
}
