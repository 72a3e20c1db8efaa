//! The central office enters the holidays of a year.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::{field_input, test_id};
use nmrs_tests::{Backend, TestApp};
use serde_json::json;

/// Chooses the kind of the days: 1 is off, 2 work, 3 by weekday.
async fn choose_kind(browser: &Browser, nth: u8) {
    let css = format!(
        "{} [role=radiogroup] label:nth-of-type({nth}) input",
        test_id("day-dialog")
    );
    browser.click(&css).await;
}

async fn save(browser: &Browser) {
    browser.click(&test_id("save-day")).await;
    browser.expect_hidden("dialog[open]").await;
}

#[tokio::test]
async fn a_holiday_is_entered_by_its_first_and_last_day() {
    let app = TestApp::new(Backend::Sqlite).await;
    let central = app.sign_in("GB0000").await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("GB0000").await;
        browser.open("/calendar?year=2030").await;
        browser.click(&test_id("set-days")).await;
        browser.set_day(&field_input("from"), "2030-10-01").await;
        browser.set_day(&field_input("to"), "2030-09-30").await;
        browser.fill(&field_input("note"), "国庆节").await;
        browser.click(&test_id("save-day")).await;
        browser
            .expect_text(&test_id("field-to"), "不能早于起始日期")
            .await;
        browser.set_day(&field_input("to"), "2030-10-07").await;
        browser.expect_text(&test_id("field-to"), "共 7 天").await;
        save(browser).await;
        let said = browser
            .expect_text(&test_id("said"), "10月1日至10月7日 放假 国庆节")
            .await;
        assert_eq!(said.lines().count(), 1, "{said}");

        // A click on a weekend proposes a working day.
        browser.click(&test_id("day-2030-10-12")).await;
        assert_eq!(browser.value(&field_input("from")).await, "2030-10-12");
        browser.fill(&field_input("note"), "国庆节调休").await;
        save(browser).await;
        browser
            .expect_text(&test_id("said"), "10月12日（星期六） 上班 国庆节调休")
            .await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    let calendar = central.get("/calendar?year=2030").await.expect(200);
    assert_eq!(calendar["days"].as_array().unwrap().len(), 8, "{calendar}");
}

#[tokio::test]
async fn conflicting_days_are_shown_before_they_are_replaced() {
    let app = TestApp::new(Backend::Sqlite).await;
    let central = app.sign_in("GB0000").await;
    let spans = json!([
        {"from": "2030-10-02", "to": "2030-10-03", "kind": "off", "note": "中秋节"},
        {"from": "2030-10-12", "kind": "work"},
    ]);
    central
        .post("/calendar/days", json!({"spans": spans}))
        .await
        .expect(200);
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("GB0000").await;
        browser.open("/calendar?year=2030").await;
        browser.click(&test_id("day-2030-10-01")).await;
        browser.set_day(&field_input("to"), "2030-10-07").await;
        browser.fill(&field_input("note"), "国庆节").await;
        browser.click(&test_id("save-day")).await;
        let conflicts = browser.expect_text(&test_id("days-clash"), "中秋节").await;
        assert!(conflicts.contains("一天也没有保存"), "{conflicts}");
        browser
            .expect_text(&test_id("save-day"), "覆盖并保存")
            .await;
        // The confirmation is for one span only.
        browser.set_day(&field_input("to"), "2030-10-01").await;
        browser.expect_hidden(&test_id("days-clash")).await;
        browser.set_day(&field_input("to"), "2030-10-07").await;
        browser.expect_visible(&test_id("days-clash")).await;
        save(browser).await;
        browser
            .expect_text(&test_id("said"), "10月1日至10月7日 放假 国庆节")
            .await;

        // The day that was clicked is changed and reset without a confirmation.
        browser.click(&test_id("day-2030-10-12")).await;
        choose_kind(browser, 1).await;
        save(browser).await;
        browser
            .expect_text(&test_id("said"), "10月12日（星期六） 放假")
            .await;
        browser.click(&test_id("day-2030-10-12")).await;
        choose_kind(browser, 3).await;
        browser.expect_hidden(&test_id("field-note")).await;
        save(browser).await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    let calendar = central.get("/calendar?year=2030").await.expect(200);
    let days = calendar["days"].as_array().unwrap();
    assert_eq!(days.len(), 7, "{calendar}");
    assert!(days.iter().all(|day| day["note"] == "国庆节"), "{calendar}");
}
