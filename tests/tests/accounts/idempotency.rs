//! Repeated POST requests with an idempotency key.

use futures::future::join_all;
use nmrs_tests::data::accounts::{
    add_account, close_form, decision_form, delete_form, get_account, restore_form, to_form,
    wechat_form,
};
use nmrs_tests::{ApiClient, Request, Response, TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    every_action_on_an_account_can_be_repeated,
    a_key_is_bound_to_one_body_of_one_operation_on_one_account,
    a_refusal_is_not_stored_under_the_key,
    every_post_documents_whether_it_takes_a_key,
);

const EVENTS: &str = "account_events";

fn keyed_request(path: &str, body: &Value, key: &str) -> Request {
    Request::new("POST", format!("/api/v1{path}"))
        .json(body.clone())
        .idempotency_key(key)
}

fn status_and_text(response: &Response) -> (u16, String) {
    (response.status, response.text.clone())
}

/// Sends a request six times in parallel and twice again: one event, one response.
async fn repeat(app: &TestApp, client: &ApiClient, path: &str, body: Value) -> Value {
    let before = app.db.count(EVENTS).await;
    let request = keyed_request(path, &body, path);
    let at_once = join_all((0..6).map(|_| client.send(request.clone()))).await;
    let first = status_and_text(&at_once[0]);
    assert!((200..300).contains(&first.0), "{path}: {first:?}");
    let fresh = |response: &&Response| !response.is_replayed();
    assert_eq!(at_once.iter().filter(fresh).count(), 1, "{path}");
    for response in &at_once {
        assert_eq!(status_and_text(response), first, "{path}");
    }
    for _ in 0..2 {
        let again = client.send(request.clone()).await;
        assert!(again.is_replayed(), "{path}");
        assert_eq!(status_and_text(&again), first, "{path}");
    }
    let events = app.db.count(EVENTS).await - before;
    assert_eq!(events, 1, "{path}");
    serde_json::from_str(&first.1).unwrap_or_default()
}

/// Decides the open review of an account with a repeated request.
async fn decide_repeatedly(app: &TestApp, office: &ApiClient, id: &Value, verdict: &str) -> Value {
    let seen = get_account(office, id).await;
    let path = format!("/reviews/{}/decision", seen["review_id"]);
    let body = decision_form(verdict, "请核对", &seen["version"]);
    // The keys of the offices that decide one application are independent.
    repeat(app, office, &path, body).await
}

async fn every_action_on_an_account_can_be_repeated(app: TestApp) {
    let [unit, district, city, central] = app
        .sign_in_all(["110108M044", "110108", "110000", "GB0000"])
        .await;
    let draft = repeat(&app, &unit, "/accounts", wechat_form("上庄发布", 1, false)).await;
    let id = &draft["id"];
    let path = |step: &str| format!("/accounts/{id}/{step}");
    let submitted = repeat(
        &app,
        &unit,
        &path("submit"),
        json!({"version": draft["version"]}),
    )
    .await;
    assert_eq!(submitted["status"], "add_pending");
    let rejected = decide_repeatedly(&app, &district, id, "reject").await;
    let mut corrected = wechat_form("上庄镇发布", 1, true);
    corrected["version"] = rejected["version"].clone();
    repeat(&app, &unit, &path("resubmit"), corrected).await;
    decide_repeatedly(&app, &district, id, "approve").await;
    let done = decide_repeatedly(&app, &city, id, "approve").await;
    assert_eq!(done["identifier"], "110108M044WX0001");

    let mut renamed = to_form(&get_account(&unit, id).await);
    renamed["name"] = json!("上庄镇");
    repeat(&app, &unit, &path("modify"), renamed).await;
    let rejected = decide_repeatedly(&app, &district, id, "reject").await;
    let body = json!({"version": rejected["version"]});
    let normal = repeat(&app, &unit, &path("abandon"), body).await;
    assert_eq!(normal["status"], "normal");
    repeat(&app, &unit, &path("close"), close_form(&normal["version"])).await;
    let closed = decide_repeatedly(&app, &district, id, "approve").await;
    assert_eq!(closed["status"], "closed");
    repeat(
        &app,
        &city,
        &path("restore"),
        restore_form(&closed["version"]),
    )
    .await;
    let restored = decide_repeatedly(&app, &central, id, "approve").await;
    assert_eq!(restored["status"], "normal");
    repeat(
        &app,
        &central,
        &path("delete"),
        delete_form(&restored["version"]),
    )
    .await;
    assert_eq!(get_account(&unit, id).await["status"], "gone");
    invariants::check_counts(&app.db, &[&unit, &district, &city]).await;
    invariants::check_integrity(&app.db).await;
}

async fn a_key_is_bound_to_one_body_of_one_operation_on_one_account(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let mut drafts = Vec::new();
    for n in 1..=2 {
        let body = wechat_form(&format!("草稿{n}"), n, false);
        drafts.push(unit.post("/accounts", body).await.expect(201));
    }
    let submit = |draft: &Value, version: &Value| {
        let path = format!("/accounts/{}/submit", draft["id"]);
        keyed_request(&path, &json!({"version": version}), "key")
    };
    let version = &drafts[0]["version"];
    let submitted = unit.send(submit(&drafts[0], version)).await.expect(200);
    let events = app.db.count(EVENTS).await;
    let abandon = format!("/accounts/{}/abandon", drafts[0]["id"]);
    for other in [
        submit(&drafts[1], &drafts[1]["version"]),
        submit(&drafts[0], &submitted["version"]),
        keyed_request(&abandon, &json!({"version": version}), "key"),
        keyed_request("/accounts", &wechat_form("另一个", 3, true), "key"),
    ] {
        unit.send(other)
            .await
            .problem(422, "idempotency_key_reused");
    }
    assert_eq!(app.db.count(EVENTS).await, events);

    let second = add_account(&unit, "第二个", 4).await;
    let decide = |of: &Value, verdict: &str| {
        let path = format!("/reviews/{}/decision", of["review_id"]);
        keyed_request(
            &path,
            &decision_form(verdict, "原因", &of["version"]),
            "key",
        )
    };
    // Keys are per user.
    district
        .send(decide(&submitted, "approve"))
        .await
        .expect(200);
    for other in [decide(&submitted, "reject"), decide(&second, "approve")] {
        district
            .send(other)
            .await
            .problem(422, "idempotency_key_reused");
    }
    assert_eq!(
        get_account(&unit, &second["id"]).await["version"],
        second["version"]
    );
}

async fn a_refusal_is_not_stored_under_the_key(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", added["review_id"]);
    let bad = decision_form("reject", "", &added["version"]);
    district
        .send(keyed_request(&path, &bad, "key"))
        .await
        .field_error("/reason");
    // The key is still unused, so the corrected form may have it.
    let good = decision_form("reject", "资料不全", &added["version"]);
    district
        .send(keyed_request(&path, &good, "key"))
        .await
        .expect(200);
    for key in ["", "a b", "键", &"k".repeat(65)] {
        let bad_key = district.try_send(keyed_request(&path, &good, key)).await;
        assert_eq!(bad_key.unwrap().status, 422, "{key:?}");
    }
}

async fn every_post_documents_whether_it_takes_a_key(app: TestApp) {
    /// Operations that are idempotent or change nothing.
    const WITHOUT: [&str; 5] = [
        "/api/v1/auth/",
        "/api/v1/messages/",
        "/api/v1/accounts/export",
        "/api/v1/reporting-units/export",
        // A second ticket does no harm: each is for one download, within a minute.
        "/api/v1/exports/tickets",
    ];
    let document = app.anonymous().openapi().await;
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(post) = item.get("post") else {
            continue;
        };
        let no_parameters = Vec::new();
        let parameters = post["parameters"].as_array().unwrap_or(&no_parameters);
        let takes = parameters
            .iter()
            .any(|p| p["name"] == "Idempotency-Key" && p["in"] == "header");
        let wanted = !WITHOUT.iter().any(|prefix| path.starts_with(prefix));
        assert_eq!(takes, wanted, "{path}");
    }
}
