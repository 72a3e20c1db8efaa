//! Changes of many days with one request: atomic and idempotent.

use nmrs_tests::data::accounts::{add_account, get_account};
use nmrs_tests::{ApiClient, Request, Response, TestApp, on_both_databases};
use serde_json::{Value, json};

use super::{set_waiting_days, today};
use nmrs_domain::calendar::format_day;
use time::Duration;

on_both_databases!(
    the_holidays_of_a_year_are_set_with_one_request,
    conflicting_days_are_reported_and_replaced_only_on_request,
    days_are_reset_to_their_weekdays_with_one_request,
    one_invalid_span_sets_no_day,
    a_repeated_request_is_applied_once,
    parallel_requests_are_applied_one_after_the_other,
);

fn span(from: &str, to: &str, kind: &str, note: &str) -> Value {
    json!({"from": from, "to": to, "kind": kind, "note": note})
}

async fn set_days(central: &ApiClient, spans: Value, replace: bool) -> Response {
    let body = json!({"spans": spans, "replace": replace});
    central.post("/calendar/days", body).await
}

async fn days_of_year(client: &ApiClient, year: i32) -> Vec<Value> {
    let calendar = client
        .get(&format!("/calendar?year={year}"))
        .await
        .expect(200);
    calendar["days"].as_array().unwrap().clone()
}

/// Returns the holidays and make-up days of a year.
fn holidays() -> Value {
    json!([
        span("2030-01-01", "", "off", "元旦"),
        span("2030-02-02", "2030-02-09", "off", "春节"),
        span("2030-04-05", "2030-04-07", "off", "清明节"),
        span("2030-05-01", "2030-05-05", "off", "劳动节"),
        span("2030-06-05", "2030-06-07", "off", "端午节"),
        span("2030-09-12", "2030-09-14", "off", "中秋节"),
        span("2030-10-01", "2030-10-07", "off", "国庆节"),
        span("2030-01-27", "", "work", "春节调休"),
        span("2030-02-10", "", "work", "春节调休"),
        span("2030-04-27", "", "work", "劳动节调休"),
        span("2030-05-11", "", "work", "劳动节调休"),
        span("2030-09-29", "", "work", "国庆节调休"),
        span("2030-10-12", "", "work", "国庆节调休"),
    ])
}

async fn the_holidays_of_a_year_are_set_with_one_request(app: TestApp) {
    let [unit, central] = app.sign_in_all(["110108M044", "GB0000"]).await;
    let response = set_days(&central, holidays(), false).await.expect(200);
    assert_eq!(response["changed"], 36);
    assert_eq!(
        response["days"].as_array().unwrap(),
        &days_of_year(&unit, 2030).await
    );
    assert_eq!(
        response["days"][0],
        json!({"day": "2030-01-01", "kind": "off", "note": "元旦"})
    );
    // The same days again, without a key: no conflict and no change.
    let again = set_days(&central, holidays(), false).await.expect(200);
    assert_eq!(again["changed"], 0);
    assert_eq!(again["days"], response["days"]);

    let id = add_account(&unit, "上庄发布", 1).await["id"].clone();
    set_waiting_days(&app.db, &id, 14).await;
    assert_eq!(get_account(&unit, &id).await["waiting_days"], 10);
    let day = |ago| format_day(today() - Duration::days(ago));
    let off = json!([span(&day(13), &day(0), "off", "")]);
    set_days(&central, off, false).await.expect(200);
    assert_eq!(get_account(&unit, &id).await["waiting_days"], 0);
}

async fn conflicting_days_are_reported_and_replaced_only_on_request(app: TestApp) {
    let central = app.sign_in("GB0000").await;
    let mid_autumn = json!([span("2030-10-02", "2030-10-03", "off", "中秋节")]);
    set_days(&central, mid_autumn, false).await.expect(200);
    let expected = json!([
        span("2030-09-29", "", "work", "国庆节调休"),
        span("2030-10-01", "2030-10-07", "off", "国庆节"),
    ]);
    let refused = set_days(&central, expected.clone(), false).await;
    let problem = refused.problem(409, "calendar_days_set");
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.contains("2 天") && detail.contains("10月2日至10月3日 放假 中秋节"),
        "{detail}"
    );
    assert_eq!(problem["errors"][0]["pointer"], "/spans/1");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 1);
    assert_eq!(days_of_year(&central, 2030).await.len(), 2, "none was set");

    let response = set_days(&central, expected, true).await.expect(200);
    assert_eq!(response["changed"], 8);
    let listed = days_of_year(&central, 2030).await;
    assert_eq!(listed.len(), 8);
    assert!(listed.iter().all(|day| day["note"] != "中秋节"));
}

async fn days_are_reset_to_their_weekdays_with_one_request(app: TestApp) {
    let central = app.sign_in("GB0000").await;
    set_days(&central, holidays(), false).await.expect(200);
    let october = json!([span("2030-10-01", "2030-10-12", "weekday", "")]);
    let response = set_days(&central, october.clone(), false).await.expect(200);
    assert_eq!(response, json!({"changed": 8, "days": []}));
    assert_eq!(days_of_year(&central, 2030).await.len(), 28);
    let again = set_days(&central, october, false).await.expect(200);
    assert_eq!(again["changed"], 0);
}

async fn one_invalid_span_sets_no_day(app: TestApp) {
    let central = app.sign_in("GB0000").await;
    let good = span("2030-10-01", "2030-10-07", "off", "国庆节");
    for (bad, pointer) in [
        (span("2030-02-30", "", "off", ""), "/spans/1/from"),
        (span("2030-10-08", "2030-10-07", "off", ""), "/spans/1/to"),
        (span("2030-11-01", "2030-12-31", "off", ""), "/spans/1/to"),
        (span("2030-10-07", "", "work", ""), "/spans/1/from"),
        (
            span("2030-11-01", "", "off", &"长".repeat(31)),
            "/spans/1/note",
        ),
    ] {
        let spans = json!([good, bad]);
        set_days(&central, spans, true).await.field_error(pointer);
    }
    let months = ["01", "03", "05", "07"].map(|month| {
        span(
            &format!("2030-{month}-01"),
            &format!("2030-{month}-31"),
            "off",
            "",
        )
    });
    set_days(&central, json!(months), false)
        .await
        .field_error("/spans");
    set_days(&central, json!([]), false)
        .await
        .field_error("/spans");
    let unknown = json!([span("2030-10-01", "", "holiday", "")]);
    set_days(&central, unknown, false)
        .await
        .problem(400, "malformed_body");
    assert_eq!(days_of_year(&central, 2030).await, [Value::Null; 0]);
}

async fn a_repeated_request_is_applied_once(app: TestApp) {
    let central = app.sign_in("GB0000").await;
    let send = async |spans: Value| {
        let body = json!({"spans": spans});
        let request = Request::new("POST", "/api/v1/calendar/days").json(body);
        central.send(request.idempotency_key("notice-2030")).await
    };
    let first = send(holidays()).await.expect(200);
    // A change in between is not undone by the repetition.
    central
        .delete("/calendar/days/2030-01-01")
        .await
        .expect(204);
    let again = send(holidays()).await;
    assert!(again.is_replayed());
    assert_eq!(again.expect(200), first);
    assert_eq!(days_of_year(&central, 2030).await.len(), 35);
    let other = json!([span("2030-10-01", "", "work", "")]);
    send(other).await.problem(422, "idempotency_key_reused");
}

async fn parallel_requests_are_applied_one_after_the_other(app: TestApp) {
    let central = app.sign_in("GB0000").await;
    let requests = (0..8).map(|n| {
        let note = format!("国庆节 {n}");
        let spans = json!([span("2030-10-01", "2030-10-07", "off", &note)]);
        set_days(&central, spans, false)
    });
    let responses = futures::future::join_all(requests).await;
    let set = responses
        .iter()
        .filter(|response| response.status == 200)
        .count();
    let refused = responses
        .iter()
        .filter(|response| response.status == 409)
        .count();
    assert_eq!((set, refused), (1, 7));
    let listed = days_of_year(&central, 2030).await;
    assert_eq!(listed.len(), 7);
    assert!(listed.iter().all(|day| day["note"] == listed[0]["note"]));
}
