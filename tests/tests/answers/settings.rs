//! Messages, the calendar, the review limit and the preferences.

use nmrs_tests::data::accounts::{add_account, approve, reject};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::json;

use super::assert_body;

on_both_databases!(
    the_inbox_of_a_unit,
    the_calendar_and_the_review_limit,
    the_preferences_of_the_work_list,
);

async fn the_inbox_of_a_unit(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let first = add_account(&unit, "上庄发布", 1).await;
    reject(&district, &first["id"], "资料不全").await;
    let second = add_account(&unit, "上庄办事", 2).await;
    approve(&district, &second["id"]).await;
    let inbox = unit.get("/messages").await.expect(200);
    let path = format!("/messages/{}/read", inbox["items"][0]["id"]);
    unit.post(&path, json!(null)).await.expect(204);
    let inbox = unit.get("/messages").await.expect(200);
    assert_body("message_list", &inbox);
    let summary = unit.get("/messages/summary").await.expect(200);
    assert_body("message_summary", &summary);
}

async fn the_calendar_and_the_review_limit(app: TestApp) {
    let central = app.sign_in("GB0000").await;
    let span = json!({"from": "2030-10-01", "to": "2030-10-02", "kind": "off", "note": "国庆节"});
    let body = json!({"spans": [span]});
    let changed = central.post("/calendar/days", body).await.expect(200);
    assert_body("calendar_days_changed", &changed);
    let span = json!({"from": "2030-10-01", "to": "2030-10-07", "kind": "work", "note": ""});
    let body = json!({"spans": [span]});
    let refused = central.post("/calendar/days", body).await;
    assert_body(
        "problem_409_calendar_days_set",
        &refused.problem(409, "calendar_days_set"),
    );
    let calendar = central.get("/calendar?year=2030").await.expect(200);
    assert_body("calendar", &calendar);
    let limit = central.get("/settings/review-limit").await.expect(200);
    assert_body("review_limit", &limit);
}

async fn the_preferences_of_the_work_list(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let preferences = unit.get("/preferences/work-list").await.expect(200);
    assert_body("work_list_preferences", &preferences);
}
