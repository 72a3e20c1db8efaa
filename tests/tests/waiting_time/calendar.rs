//! What the central office says about days, and what that does to waiting times.

use nmrs_domain::calendar::format_day;
use nmrs_tests::register::{account, declare};
use nmrs_tests::{Server, World, on_both_databases};
use serde_json::{Value, json};
use time::{Duration, Weekday};

use super::{db_wait, mark, today, work_through};

on_both_databases!(
    weekends_holidays_and_made_up_days_count_as_they_should,
    beyond_the_limit_is_overdue_and_the_limit_can_be_moved,
    the_calendar_is_everybodys_to_read_and_the_centres_to_write,
    a_day_that_cannot_be_is_refused,
    another_server_knows_at_once,
);

async fn weekends_holidays_and_made_up_days_count_as_they_should(world: World) {
    let [unit, central] = world.sign_in_all(["110108M044", "GB0000"]).await;
    let id = declare(&unit, "上庄发布", 1).await["id"].clone();
    let waited = async || account(&unit, &id).await["waiting_days"].clone();
    assert_eq!(waited().await, 0);
    // Three weeks have fifteen working days whatever day it is today.
    db_wait(&world.db, &id, 21).await;
    assert_eq!(waited().await, 15);
    for ago in 0..21 {
        mark(&central, ago, "work").await;
    }
    assert_eq!(waited().await, 21);
    for ago in [0, 3, 20] {
        mark(&central, ago, "off").await;
    }
    assert_eq!(waited().await, 18);
    // The day on which it began never counts.
    mark(&central, 21, "off").await;
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
    mark(&central, weekend.unwrap(), "work").await;
    assert_eq!(waited().await, 16);
}

async fn beyond_the_limit_is_overdue_and_the_limit_can_be_moved(world: World) {
    let [unit, district, central] = world.sign_in_all(["110108M044", "110108", "GB0000"]).await;
    work_through(&central, 12).await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let id = &declared["id"];
    let limit = unit.get("/settings/review-limit").await.expect(200);
    assert_eq!(limit, json!({"working_days": 5}));
    let overdue = async || {
        let seen = account(&unit, id).await["overdue"].clone();
        let review = format!("/reviews/{}", declared["review_id"]);
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
    db_wait(&world.db, id, 5).await;
    assert_eq!(overdue().await, false);
    db_wait(&world.db, id, 6).await;
    assert_eq!(overdue().await, true);
    for (days, is_late) in [(6, false), (1, true), (60, false)] {
        let set = json!({"working_days": days});
        let answer = central.put("/settings/review-limit", set.clone()).await;
        assert_eq!(answer.expect(200), set);
        assert_eq!(overdue().await, is_late, "{days}");
    }
    for days in [0, 61, -1, i64::MAX] {
        let answer = central
            .put("/settings/review-limit", json!({"working_days": days}))
            .await;
        answer.field_error("/working_days");
    }
    let limit = district.get("/settings/review-limit").await.expect(200);
    assert_eq!(limit["working_days"], 60);
}

async fn the_calendar_is_everybodys_to_read_and_the_centres_to_write(world: World) {
    let [unit, city, central] = world.sign_in_all(["110108M044", "110000", "GB0000"]).await;
    for api in [&unit, &city] {
        let put = api
            .put("/calendar/days/2030-10-01", json!({"kind": "off"}))
            .await;
        put.problem(403, "forbidden");
        let limit = json!({"working_days": 9});
        let answer = api.put("/settings/review-limit", limit).await;
        answer.problem(403, "forbidden");
        let delete = api.delete("/calendar/days/2030-10-01").await;
        delete.problem(403, "forbidden");
    }
    for (day, kind, note) in [
        ("2030-10-02", "work", ""),
        ("2030-10-01", "off", "国庆节"),
        ("2031-01-01", "off", "元旦"),
        ("2030-10-02", "off", " 国庆节 "),
    ] {
        let body = json!({"kind": kind, "note": note});
        let answer = central.put(&format!("/calendar/days/{day}"), body).await;
        assert_eq!(
            answer.expect(200),
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

async fn a_day_that_cannot_be_is_refused(world: World) {
    let central = world.sign_in("GB0000").await;
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

async fn another_server_knows_at_once(world: World) {
    let [unit, central] = world.sign_in_all(["110108M044", "GB0000"]).await;
    let second = Server::start(&world.db);
    let elsewhere = unit.at(second.base());
    let id = declare(&unit, "上庄发布", 1).await["id"].clone();
    db_wait(&world.db, &id, 7).await;
    for api in [&unit, &elsewhere] {
        assert_eq!(account(api, &id).await["waiting_days"], 5);
    }
    work_through(&central, 7).await;
    for api in [&unit, &elsewhere] {
        assert_eq!(account(api, &id).await["waiting_days"], 7);
    }
}
