//! Many days of the calendar with one call: all of them or none, and once.

use nmrs_tests::register::{account, declare};
use nmrs_tests::{Answer, Api, Call, World, on_both_databases};
use serde_json::{Value, json};

use super::{db_wait, today};
use nmrs_domain::calendar::format_day;
use time::Duration;

on_both_databases!(
    a_notice_of_a_year_is_entered_with_one_call_and_counts_at_once,
    what_stands_already_is_told_and_nothing_is_set_until_it_is_to_be_replaced,
    days_are_left_to_their_weekdays_in_one_go,
    one_bad_span_and_no_day_is_set,
    a_call_that_is_sent_twice_does_its_work_once,
    many_at_the_same_moment_are_done_one_after_the_other,
);

fn span(from: &str, to: &str, kind: &str, note: &str) -> Value {
    json!({"from": from, "to": to, "kind": kind, "note": note})
}

async fn set(central: &Api, spans: Value, replace: bool) -> Answer {
    let body = json!({"spans": spans, "replace": replace});
    central.post("/calendar/days", body).await
}

async fn listed(api: &Api, year: i32) -> Vec<Value> {
    let calendar = api.get(&format!("/calendar?year={year}")).await.expect(200);
    calendar["days"].as_array().unwrap().clone()
}

/// Holidays and the weekends that make up for them, as a notice has them.
fn notice() -> Value {
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

async fn a_notice_of_a_year_is_entered_with_one_call_and_counts_at_once(world: World) {
    let [unit, central] = world.sign_in_all(["110108M044", "GB0000"]).await;
    let answer = set(&central, notice(), false).await.expect(200);
    assert_eq!(answer["changed"], 36);
    assert_eq!(
        answer["days"].as_array().unwrap(),
        &listed(&unit, 2030).await
    );
    assert_eq!(
        answer["days"][0],
        json!({"day": "2030-01-01", "kind": "off", "note": "元旦"})
    );
    // The same once more, without a key: nothing stands against it, and nothing changes.
    let again = set(&central, notice(), false).await.expect(200);
    assert_eq!(again["changed"], 0);
    assert_eq!(again["days"], answer["days"]);

    let id = declare(&unit, "上庄发布", 1).await["id"].clone();
    db_wait(&world.db, &id, 14).await;
    assert_eq!(account(&unit, &id).await["waiting_days"], 10);
    let day = |ago| format_day(today() - Duration::days(ago));
    let off = json!([span(&day(13), &day(0), "off", "")]);
    set(&central, off, false).await.expect(200);
    assert_eq!(account(&unit, &id).await["waiting_days"], 0);
}

async fn what_stands_already_is_told_and_nothing_is_set_until_it_is_to_be_replaced(world: World) {
    let central = world.sign_in("GB0000").await;
    let mid_autumn = json!([span("2030-10-02", "2030-10-03", "off", "中秋节")]);
    set(&central, mid_autumn, false).await.expect(200);
    let wanted = json!([
        span("2030-09-29", "", "work", "国庆节调休"),
        span("2030-10-01", "2030-10-07", "off", "国庆节"),
    ]);
    let refused = set(&central, wanted.clone(), false).await;
    let problem = refused.problem(409, "calendar_days_set");
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.contains("2 天") && detail.contains("10月2日至10月3日 放假 中秋节"),
        "{detail}"
    );
    assert_eq!(problem["errors"][0]["pointer"], "/spans/1");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 1);
    assert_eq!(listed(&central, 2030).await.len(), 2, "none was set");

    let answer = set(&central, wanted, true).await.expect(200);
    assert_eq!(answer["changed"], 8);
    let listed = listed(&central, 2030).await;
    assert_eq!(listed.len(), 8);
    assert!(listed.iter().all(|day| day["note"] != "中秋节"));
}

async fn days_are_left_to_their_weekdays_in_one_go(world: World) {
    let central = world.sign_in("GB0000").await;
    set(&central, notice(), false).await.expect(200);
    let october = json!([span("2030-10-01", "2030-10-12", "weekday", "")]);
    let answer = set(&central, october.clone(), false).await.expect(200);
    assert_eq!(answer, json!({"changed": 8, "days": []}));
    assert_eq!(listed(&central, 2030).await.len(), 28);
    let again = set(&central, october, false).await.expect(200);
    assert_eq!(again["changed"], 0);
}

async fn one_bad_span_and_no_day_is_set(world: World) {
    let central = world.sign_in("GB0000").await;
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
        set(&central, spans, true).await.field_error(pointer);
    }
    let months = ["01", "03", "05", "07"].map(|month| {
        span(
            &format!("2030-{month}-01"),
            &format!("2030-{month}-31"),
            "off",
            "",
        )
    });
    set(&central, json!(months), false)
        .await
        .field_error("/spans");
    set(&central, json!([]), false).await.field_error("/spans");
    let unknown = json!([span("2030-10-01", "", "holiday", "")]);
    set(&central, unknown, false)
        .await
        .problem(400, "malformed_body");
    assert_eq!(listed(&central, 2030).await, [Value::Null; 0]);
}

async fn a_call_that_is_sent_twice_does_its_work_once(world: World) {
    let central = world.sign_in("GB0000").await;
    let send = async |spans: Value| {
        let body = json!({"spans": spans});
        let call = Call::new("POST", "/api/v1/calendar/days").json(body);
        central
            .send(call.header("idempotency-key", "notice-2030"))
            .await
    };
    let first = send(notice()).await.expect(200);
    // Changed meanwhile by a colleague: the repetition does not take that back.
    central
        .delete("/calendar/days/2030-01-01")
        .await
        .expect(204);
    let again = send(notice()).await;
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.expect(200), first);
    assert_eq!(listed(&central, 2030).await.len(), 35);
    let other = json!([span("2030-10-01", "", "work", "")]);
    send(other).await.problem(422, "idempotency_key_reused");
}

async fn many_at_the_same_moment_are_done_one_after_the_other(world: World) {
    let central = world.sign_in("GB0000").await;
    let calls = (0..8).map(|n| {
        let note = format!("国庆节 {n}");
        let spans = json!([span("2030-10-01", "2030-10-07", "off", &note)]);
        set(&central, spans, false)
    });
    let answers = futures::future::join_all(calls).await;
    let set = answers.iter().filter(|answer| answer.status == 200).count();
    let told = answers.iter().filter(|answer| answer.status == 409).count();
    assert_eq!((set, told), (1, 7));
    let listed = listed(&central, 2030).await;
    assert_eq!(listed.len(), 7);
    assert!(listed.iter().all(|day| day["note"] == listed[0]["note"]));
}
