//! Problem documents (RFC 9457), one for each kind of refusal.

use nmrs_tests::data::accounts::{add_account, decision_form, wechat_form};
use nmrs_tests::{Body, Request, TestApp, on_both_databases};
use serde_json::json;

use super::assert_body;

on_both_databases!(
    problems_of_the_request,
    problems_of_the_session_and_the_permission,
    problems_of_the_fields,
    conflicts_with_the_current_state,
);

async fn problems_of_the_request(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let unknown_field = json!({"kind": "weibo", "surprise": 1});
    let response = unit.post("/accounts", unknown_field).await;
    assert_body(
        "problem_400_malformed_body",
        &response.problem(400, "malformed_body"),
    );
    let response = unit.get("/accounts?colour=red").await;
    assert_body(
        "problem_400_malformed_query",
        &response.problem(400, "malformed_query"),
    );
    let response = unit.get("/accounts/999999").await;
    assert_body("problem_404", &response.problem(404, "not_found"));
    let response = unit.send(Request::new("PATCH", "/api/v1/accounts")).await;
    assert_body("problem_405", &response.problem(405, "method_not_allowed"));
    let long = Body::Raw(Some("application/json"), vec![b' '; 2 * 1024 * 1024]);
    let request = Request::new("POST", "/api/v1/accounts");
    let response = unit.send(request.clone().body(long)).await;
    assert_body("problem_413", &response.problem(413, "body_too_large"));
    let text = Body::Raw(Some("text/plain"), b"{}".to_vec());
    let response = unit.send(request.body(text)).await;
    assert_body(
        "problem_415",
        &response.problem(415, "unsupported_media_type"),
    );
}

async fn problems_of_the_session_and_the_permission(app: TestApp) {
    let anonymous = app.anonymous();
    let response = anonymous.get("/accounts").await;
    assert_body(
        "problem_401_unauthenticated",
        &response.problem(401, "unauthenticated"),
    );
    let response = app.anonymous().sign_in("110108", "Wrong-2026").await;
    assert_body(
        "problem_401_wrong_credentials",
        &response.problem(401, "wrong_credentials"),
    );
    let [unit, incomplete] = app.sign_in_all(["110108M044", "110108M046"]).await;
    let response = unit.get("/reviews").await;
    assert_body("problem_403_forbidden", &response.problem(403, "forbidden"));
    let response = incomplete.get("/accounts").await;
    assert_body(
        "problem_403_profile_incomplete",
        &response.problem(403, "profile_incomplete"),
    );
}

async fn problems_of_the_fields(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let form = json!({"kind": "mini_program", "submit": true});
    let response = unit.post("/accounts", form).await;
    assert_body(
        "problem_422_body",
        &response.problem(422, "validation_failed"),
    );
    let response = unit.get("/accounts?tab=x&page=0&status=gone").await;
    assert_body(
        "problem_422_query",
        &response.problem(422, "validation_failed"),
    );
}

async fn conflicts_with_the_current_state(app: TestApp) {
    let [unit, other, district, city] = app
        .sign_in_all(["110108M044", "110108M045", "110108", "110000"])
        .await;
    let account = add_account(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", account["review_id"]);
    let stale = decision_form("approve", "", &json!(99));
    let response = district.post(&path, stale).await;
    assert_body(
        "problem_409_version_conflict",
        &response.problem(409, "version_conflict"),
    );
    let early = decision_form("approve", "", &account["version"]);
    let response = city.post(&path, early).await;
    assert_body(
        "problem_409_not_your_turn",
        &response.problem(409, "not_your_turn"),
    );
    let draft_path = format!("/accounts/{}/submit", account["id"]);
    let body = json!({"version": account["version"]});
    let response = unit.post(&draft_path, body).await;
    assert_body(
        "problem_409_wrong_status",
        &response.problem(409, "wrong_status"),
    );
    for (name, client) in [("own", &unit), ("other", &other)] {
        let form = wechat_form("上庄发布二", 1, true);
        let response = client.post("/accounts", form).await;
        assert_body(
            &format!("problem_409_identity_taken_{name}_unit"),
            &response.problem(409, "identity_taken"),
        );
    }
}
