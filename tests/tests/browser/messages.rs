//! Messages, and the calendar that waiting times are counted by.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::accounts::{add_account, approve, get_account, reject};
use nmrs_tests::{Backend, TestApp};

use crate::waiting_time::set_waiting_days;

#[tokio::test]
async fn the_bell_shows_unread_decisions_until_they_are_read() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let first = add_account(&unit, "上庄发布", 1).await["id"].clone();
    reject(&district, &first, "资料不全").await;
    let second = add_account(&unit, "上庄便民", 2).await["id"].clone();
    approve(&district, &second).await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.expect_text(&test_id("unread"), "2").await;
        browser.click(&test_id("bell")).await;
        browser.expect_path("/messages").await;
        browser.expect_text(&test_id("messages"), "资料不全").await;
        assert_eq!(browser.count(&test_id("mark-read")).await, 2);

        // The older message opens its account and is marked as read.
        let older = format!("li:last-child {}", test_id("open-message"));
        browser.click(&older).await;
        browser.expect_path(&format!("/accounts/{first}")).await;
        browser.expect_text(&test_id("unread"), "1").await;

        browser.back().await;
        browser.expect_path("/messages").await;
        browser.click(&test_id("tab-unread")).await;
        browser.expect_text(&test_id("messages"), "上庄便民").await;
        browser.expect_hidden("main li:nth-child(2)").await;
        browser.click(&test_id("read-all")).await;
        browser.expect_hidden(&test_id("unread")).await;
        browser.expect_text("main", "没有未读消息").await;
        browser.click(&test_id("tab-all")).await;
        browser.expect_text(&test_id("messages"), "上庄发布").await;
        assert_eq!(browser.count(&test_id("mark-read")).await, 0);
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    let summary = unit.get("/messages/summary").await.expect(200);
    assert_eq!(summary["unread"], 0);
}

#[tokio::test]
async fn the_central_office_edits_the_calendar_and_the_limit() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [unit, central] = app.sign_in_all(["110108M044", "GB0000"]).await;
    let id = add_account(&unit, "上庄发布", 1).await["id"].clone();
    set_waiting_days(&app.db, &id, 14).await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("GB0000").await;
        browser.open("/calendar?year=2030").await;
        browser.expect_text(&test_id("year"), "2030").await;
        // Tuesday, the first day of a holiday.
        browser.click(&test_id("day-2030-10-01")).await;
        let last = format!("{} input", test_id("field-to"));
        browser.set_day(&last, "2030-10-03").await;
        let note = format!("{} input[type=text]", test_id("day-dialog"));
        browser.fill(&note, "国庆节").await;
        browser.click(&test_id("save-day")).await;
        browser.expect_hidden("dialog[open]").await;
        browser
            .expect_text(&test_id("said"), "10月1日至10月3日 放假 国庆节")
            .await;
        // One of the days is reset to its weekday.
        browser.click(&test_id("day-2030-10-03")).await;
        browser.expect_visible(&test_id("day-dialog")).await;
        browser
            .click(&format!(
                "{} label:nth-of-type(3) input",
                test_id("day-dialog")
            ))
            .await;
        browser.click(&test_id("save-day")).await;
        browser.expect_hidden("dialog[open]").await;
        browser
            .expect_text(&test_id("said"), "10月1日至10月2日")
            .await;

        let limit = format!("{} input", test_id("field-limit"));
        browser.fill(&limit, "61").await;
        browser.click(&test_id("save-limit")).await;
        browser
            .expect_text(&test_id("field-limit"), "1 至 60 个工作日")
            .await;
        browser.fill(&limit, "12").await;
        browser.click(&test_id("save-limit")).await;
        browser
            .expect_text("body", "办理时限已改为 12 个工作日")
            .await;
        assert_eq!(browser.console_errors().await, [""; 0]);
        browser.sign_out().await;
        browser.sign_in("110108").await;
        browser.open("/calendar").await;
        browser.expect_hidden(&test_id("calendar")).await;
    })
    .await;
    let calendar = central.get("/calendar?year=2030").await.expect(200);
    assert_eq!(calendar["days"].as_array().unwrap().len(), 2, "{calendar}");
    assert_eq!(
        get_account(&unit, &id).await["overdue"],
        false,
        "10 of 12 days"
    );
}
