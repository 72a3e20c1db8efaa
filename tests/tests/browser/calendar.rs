//! The central office enters the holidays of a year.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::{Backend, World};
use serde_json::json;

fn field(id: &str) -> String {
    format!("{} input", hook(&format!("field-{id}")))
}

/// The choice of the dialog: off, work, or as the weekday says.
async fn choose(browser: &Browser, nth: u8) {
    let css = format!(
        "{} [role=radiogroup] label:nth-of-type({nth}) input",
        hook("day-dialog")
    );
    browser.click(&css).await;
}

async fn save(browser: &Browser) {
    browser.click(&hook("save-day")).await;
    browser.see_no("dialog[open]").await;
}

#[tokio::test]
async fn a_holiday_is_entered_from_its_first_day_to_its_last() {
    let world = World::new(Backend::Sqlite).await;
    let central = world.sign_in("GB0000").await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("GB0000").await;
        browser.open("/calendar?year=2030").await;
        browser.click(&hook("set-days")).await;
        browser.set_day(&field("from"), "2030-10-01").await;
        browser.set_day(&field("to"), "2030-09-30").await;
        browser.fill(&field("note"), "国庆节").await;
        browser.click(&hook("save-day")).await;
        browser.read(&hook("field-to"), "不能早于起始日期").await;
        browser.set_day(&field("to"), "2030-10-07").await;
        browser.read(&hook("field-to"), "共 7 天").await;
        save(browser).await;
        let said = browser
            .read(&hook("said"), "10月1日至10月7日 放假 国庆节")
            .await;
        assert_eq!(said.lines().count(), 1, "{said}");

        // The weekend that makes up for it: pointed at, it is taken for a working day.
        browser.click(&hook("day-2030-10-12")).await;
        assert_eq!(browser.value(&field("from")).await, "2030-10-12");
        browser.fill(&field("note"), "国庆节调休").await;
        save(browser).await;
        browser
            .read(&hook("said"), "10月12日（星期六） 上班 国庆节调休")
            .await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    let calendar = central.get("/calendar?year=2030").await.expect(200);
    assert_eq!(calendar["days"].as_array().unwrap().len(), 8, "{calendar}");
}

#[tokio::test]
async fn what_is_said_already_is_shown_before_it_is_overwritten() {
    let world = World::new(Backend::Sqlite).await;
    let central = world.sign_in("GB0000").await;
    let spans = json!([
        {"from": "2030-10-02", "to": "2030-10-03", "kind": "off", "note": "中秋节"},
        {"from": "2030-10-12", "kind": "work"},
    ]);
    central
        .post("/calendar/days", json!({"spans": spans}))
        .await
        .expect(200);
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("GB0000").await;
        browser.open("/calendar?year=2030").await;
        browser.click(&hook("day-2030-10-01")).await;
        browser.set_day(&field("to"), "2030-10-07").await;
        browser.fill(&field("note"), "国庆节").await;
        browser.click(&hook("save-day")).await;
        let told = browser.read(&hook("days-clash"), "中秋节").await;
        assert!(told.contains("一天也没有保存"), "{told}");
        browser.read(&hook("save-day"), "覆盖并保存").await;
        // Another span is another question.
        browser.set_day(&field("to"), "2030-10-01").await;
        browser.see_no(&hook("days-clash")).await;
        browser.set_day(&field("to"), "2030-10-07").await;
        browser.see(&hook("days-clash")).await;
        save(browser).await;
        browser
            .read(&hook("said"), "10月1日至10月7日 放假 国庆节")
            .await;

        // The one mark that is pointed at is changed, and taken away, without a question.
        browser.click(&hook("day-2030-10-12")).await;
        choose(browser, 1).await;
        save(browser).await;
        browser.read(&hook("said"), "10月12日（星期六） 放假").await;
        browser.click(&hook("day-2030-10-12")).await;
        choose(browser, 3).await;
        browser.see_no(&hook("field-note")).await;
        save(browser).await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    let calendar = central.get("/calendar?year=2030").await.expect(200);
    let days = calendar["days"].as_array().unwrap();
    assert_eq!(days.len(), 7, "{calendar}");
    assert!(days.iter().all(|day| day["note"] == "国庆节"), "{calendar}");
}
