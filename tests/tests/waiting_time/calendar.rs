//! The calendar and the review limit, and their effect on waiting times.

use nmrs_domain::calendar::format_day;
use nmrs_tests::data::accounts::{add_account, get_account};
use nmrs_tests::{Server, TestApp, on_both_databases};
use serde_json::{Value, json};
use time::{Duration, Weekday};

use super::{set_day, set_waiting_days, set_working_days, today};

on_both_databases!(
    weekends_holidays_and_makeup_days_are_counted_correctly,
    reviews_beyond_the_limit_are_overdue_and_the_limit_can_be_changed,
    everybody_reads_the_calendar_and_the_central_office_writes_it,
    invalid_days_are_refused,
    another_server_sees_calendar_changes_at_once,
);

async fn weekends_holidays_and_makeup_days_are_counted_correctly(app: TestApp) {
    let [unit, central] = app.sign_in_all(["110108M044", "GB0000"]).await;
    let id = add_account(&unit, "上庄发布", 1).await["id"].clone();
    let waited = async || get_account(&unit, &id).await["waiting_days"].clone();
    assert_eq!(waited().await, 0);
    // Three weeks have 15 working days, whatever the weekday.
    set_waiting_days(&app.db, &id, 21).await;
    assert_eq!(waited().await, 15);
    for ago in 0..21 {
        set_day(&central, ago, "work").await;
    }
    assert_eq!(waited().await, 21);
    for ago in [0, 3, 20] {
        set_day(&central, ago, "off").await;
    }
    assert_eq!(waited().await, 18);
    // The first day does not count.
    set_day(&central, 21, "off").await;
    assert_eq!(waited().await, 18);
    for ago in 0..=21 {
        let day = format_day(today() - Duration::days(ago));
        central
            .delete(&format!("/calendar/days/{day}"))
            .await
            .expect(204);
    }
    assert_eq!(waited().await, 15);
    let weekend = (0..7).find(|ago| (today() - Duration::days(*ago)).weekday() == Weekday::Sunday);
    set_day(&central, weekend.unwrap(), "work").await;
    assert_eq!(waited().await, 16);
}

async fn reviews_beyond_the_limit_are_overdue_and_the_limit_can_be_changed(app: TestApp) {
    let [unit, district, central] = app.sign_in_all(["110108M044", "110108", "GB0000"]).await;
    set_working_days(&central, 12).await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let id = &added["id"];
    let limit = unit.get("/settings/review-limit").await.expect(200);
    assert_eq!(limit, json!({"working_days": 5}));
    let overdue = async || {
        let seen = get_account(&unit, id).await["overdue"].clone();
        let review = format!("/reviews/{}", added["review_id"]);
        let review = district.get(&review).await.expect(200);
        assert_eq!(review["account"]["overdue"], seen);
        let queue = district.get("/reviews").await.expect(200);
        assert_eq!(queue["items"][0]["account"]["overdue"], seen);
        let late = district.get("/reviews?overdue=true").await.expect(200);
        assert_eq!(late["total"] == 1, seen == true, "{late}");
        let summary = district.get("/accounts/summary").await.expect(200);
        assert_eq!(summary["overdue"] == 1, seen == true, "{summary}");
        seen
    };
    set_waiting_days(&app.db, id, 5).await;
    assert_eq!(overdue().await, false);
    set_waiting_days(&app.db, id, 6).await;
    assert_eq!(overdue().await, true);
    for (days, is_late) in [(6, false), (1, true), (60, false)] {
        let set = json!({"working_days": days});
        let response = central.put("/settings/review-limit", set.clone()).await;
        assert_eq!(response.expect(200), set);
        assert_eq!(overdue().await, is_late, "{days}");
    }
    for days in [0, 61, -1, i64::MAX] {
        let response = central
            .put("/settings/review-limit", json!({"working_days": days}))
            .await;
        response.field_error("/working_days");
    }
    let limit = district.get("/settings/review-limit").await.expect(200);
    assert_eq!(limit["working_days"], 60);
}

async fn everybody_reads_the_calendar_and_the_central_office_writes_it(app: TestApp) {
    let [unit, city, central] = app.sign_in_all(["110108M044", "110000", "GB0000"]).await;
    for client in [&unit, &city] {
        let put = client
            .put("/calendar/days/2030-10-01", json!({"kind": "off"}))
            .await;
        put.problem(403, "forbidden");
        let limit = json!({"working_days": 9});
        let response = client.put("/settings/review-limit", limit).await;
        response.problem(403, "forbidden");
        let delete = client.delete("/calendar/days/2030-10-01").await;
        delete.problem(403, "forbidden");
    }
    for (day, kind, note) in [
        ("2030-10-02", "work", ""),
        ("2030-10-01", "off", "国庆节"),
        ("2031-01-01", "off", "元旦"),
        ("2030-10-02", "off", " 国庆节 "),
    ] {
        let body = json!({"kind": kind, "note": note});
        let response = central.put(&format!("/calendar/days/{day}"), body).await;
        assert_eq!(
            response.expect(200),
            json!({"day": day, "kind": kind, "note": note.trim()})
        );
    }
    let days = async |year: &str| -> Vec<Value> {
        let calendar = unit
            .get(&format!("/calendar?year={year}"))
            .await
            .expect(200);
        calendar["days"].as_array().unwrap().clone()
    };
    let october = |day| json!({"day": day, "kind": "off", "note": "国庆节"});
    assert_eq!(
        days("2030").await,
        [october("2030-10-01"), october("2030-10-02")]
    );
    assert_eq!(days("2031").await.len(), 1);
    assert_eq!(days("2032").await.len(), 0);
    let present = unit.get("/calendar").await.expect(200);
    assert_eq!(present["year"], today().year());
    for _ in 0..2 {
        let delete = central.delete("/calendar/days/2030-10-01").await;
        delete.expect(204);
    }
    assert_eq!(days("2030").await, [october("2030-10-02")]);
}

async fn invalid_days_are_refused(app: TestApp) {
    let central = app.sign_in("GB0000").await;
    for day in [
        "2030-02-30",
        "2030-1-1",
        "heute",
        "99999-01-01",
        "0001-01-01",
    ] {
        let path = format!("/calendar/days/{day}");
        let put = central.put(&path, json!({"kind": "off"})).await;
        put.problem(400, "malformed_query");
        let delete = central.delete(&path).await;
        delete.problem(400, "malformed_query");
    }
    let path = "/calendar/days/2030-10-01";
    let put = central.put(path, json!({"kind": "holiday"})).await;
    put.problem(400, "malformed_body");
    let long = json!({"kind": "off", "note": "长".repeat(31)});
    central.put(path, long).await.field_error("/note");
    central.get("/calendar?year=x").await.field_error("/year");
}

async fn another_server_sees_calendar_changes_at_once(app: TestApp) {
    let [unit, central] = app.sign_in_all(["110108M044", "GB0000"]).await;
    let second = Server::start(&app.db);
    let elsewhere = unit.at(second.base());
    let id = add_account(&unit, "上庄发布", 1).await["id"].clone();
    set_waiting_days(&app.db, &id, 7).await;
    for client in [&unit, &elsewhere] {
        assert_eq!(get_account(client, &id).await["waiting_days"], 5);
    }
    set_working_days(&central, 7).await;
    for client in [&unit, &elsewhere] {
        assert_eq!(get_account(client, &id).await["waiting_days"], 7);
    }
}
