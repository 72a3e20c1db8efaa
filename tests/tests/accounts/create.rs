//! Adding accounts: idempotency keys, missing fields, incomplete profiles.

use nmrs_tests::data::accounts::wechat_form;
use nmrs_tests::{Request, TestApp, on_both_databases};
use serde_json::json;

on_both_databases!(
    a_new_account_has_a_location_header,
    a_repeated_request_gets_the_first_response_and_creates_one_account,
    an_idempotency_key_is_refused_for_another_body,
    idempotency_keys_of_two_units_are_independent,
    a_unit_with_an_incomplete_profile_is_refused,
    all_missing_fields_are_reported_at_once,
    markup_and_sql_in_a_name_are_stored_unchanged,
);

const ACCOUNTS: &str = "/api/v1/accounts";

async fn a_new_account_has_a_location_header(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let response = unit
        .post("/accounts", wechat_form("上庄发布", 1, false))
        .await;
    let location = response.header("location").unwrap().to_owned();
    let created = response.expect(201);
    assert_eq!(location, format!("/api/v1/accounts/{}", created["id"]));
    let read = unit.send(Request::new("GET", location)).await.expect(200);
    assert_eq!(read, created);
}

async fn a_repeated_request_gets_the_first_response_and_creates_one_account(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let request = Request::new("POST", ACCOUNTS)
        .json(wechat_form("上庄发布", 1, true))
        .idempotency_key("a-key");
    let first = unit.send(request.clone()).await;
    assert!(!first.is_replayed());
    let first = first.expect(201);
    let second = unit.send(request).await;
    assert!(second.is_replayed());
    assert_eq!(second.ok(), first);
    assert_eq!(app.db.count("accounts").await, 1);
}

async fn an_idempotency_key_is_refused_for_another_body(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let request = |name| {
        Request::new("POST", ACCOUNTS)
            .json(wechat_form(name, 1, false))
            .idempotency_key("a-key")
    };
    unit.send(request("上庄发布")).await.expect(201);
    unit.send(request("上庄发布厅"))
        .await
        .problem(422, "idempotency_key_reused");
    for bad in ["", "a b", &"k".repeat(65)] {
        let request = Request::new("POST", ACCOUNTS)
            .json(wechat_form("上庄发布", 1, false))
            .idempotency_key(bad);
        unit.send(request).await.any_problem();
    }
    assert_eq!(app.db.count("accounts").await, 1);
}

async fn idempotency_keys_of_two_units_are_independent(app: TestApp) {
    for (user, n) in [("110108M044", 1), ("110108M045", 2)] {
        let unit = app.sign_in(user).await;
        let request = Request::new("POST", ACCOUNTS)
            .json(wechat_form("发布", n, true))
            .idempotency_key("a-key");
        unit.send(request).await.expect(201);
    }
    assert_eq!(app.db.count("accounts").await, 2);
}

async fn a_unit_with_an_incomplete_profile_is_refused(app: TestApp) {
    let unit = app.sign_in("110108M046").await;
    assert_eq!(unit.session["user"]["profile_complete"], false);
    unit.get("/auth/me").await.expect(200);
    unit.post("/accounts", wechat_form("温泉", 1, true))
        .await
        .problem(403, "profile_incomplete");
    for path in ["/accounts", "/accounts/summary", "/accounts/1"] {
        unit.get(path).await.problem(403, "profile_incomplete");
    }
    assert_eq!(app.db.count("accounts").await, 0);
}

async fn all_missing_fields_are_reported_at_once(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let response = unit
        .post("/accounts", json!({"kind": "mini_program", "submit": true}))
        .await
        .problem(422, "validation_failed");
    let errors = response["errors"].as_array().unwrap();
    let pointers: Vec<_> = errors.iter().map(|error| &error["pointer"]).collect();
    assert_eq!(
        pointers,
        [
            "/platform_name",
            "/url",
            "/name",
            "/owner",
            "/represents_government",
            "/functions"
        ]
    );
    assert_eq!(app.db.count("accounts").await, 0);
}

async fn markup_and_sql_in_a_name_are_stored_unchanged(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    for (n, name) in [
        "<script>alert(1)</script>",
        "'; DROP TABLE accounts; --",
        "\" OR \"1\"=\"1",
        "%_\\ {{7*7}} ${x}",
        "𠮷野家 ·🏛",
    ]
    .into_iter()
    .enumerate()
    {
        let body = wechat_form(name, u32::try_from(n).unwrap(), true);
        let id = unit.post("/accounts", body).await.expect(201)["id"].clone();
        let read = unit.get(&format!("/accounts/{id}")).await.expect(200);
        assert_eq!(read["name"], name);
        let found = unit
            .get(&format!("/accounts?name={}", url_encoded(name)))
            .await
            .expect(200);
        assert_eq!(found["total"], 1, "{name}: {found}");
    }
    assert_eq!(app.db.count("accounts").await, 5);
}

fn url_encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
