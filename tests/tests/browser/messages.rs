//! Messages behind the bell, and the calendar by which waiting is counted, by hand.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::register::{account, approve, declare, reject};
use nmrs_tests::{Backend, World};

use crate::waiting::db_wait;

#[tokio::test]
async fn the_bell_shows_what_was_decided_and_reading_clears_it() {
    let world = World::new(Backend::Sqlite).await;
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let first = declare(&unit, "上庄发布", 1).await["id"].clone();
    reject(&district, &first, "资料不全").await;
    let second = declare(&unit, "上庄便民", 2).await["id"].clone();
    approve(&district, &second).await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.read(&hook("unread"), "2").await;
        browser.click(&hook("bell")).await;
        browser.arrive("/messages").await;
        browser.read(&hook("messages"), "资料不全").await;
        assert_eq!(browser.count(&hook("mark-read")).await, 2);

        // The older one leads to its account, and is read by that.
        let older = format!("li:last-child {}", hook("open-message"));
        browser.click(&older).await;
        browser.arrive(&format!("/accounts/{first}")).await;
        browser.read(&hook("unread"), "1").await;

        browser.back().await;
        browser.arrive("/messages").await;
        browser.click(&hook("tab-unread")).await;
        browser.read(&hook("messages"), "上庄便民").await;
        browser.see_no("main li:nth-child(2)").await;
        browser.click(&hook("read-all")).await;
        browser.see_no(&hook("unread")).await;
        browser.read("main", "没有未读消息").await;
        browser.click(&hook("tab-all")).await;
        browser.read(&hook("messages"), "上庄发布").await;
        assert_eq!(browser.count(&hook("mark-read")).await, 0);
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    let summary = unit.get("/messages/summary").await.expect(200);
    assert_eq!(summary["unread"], 0);
}

#[tokio::test]
async fn the_central_office_keeps_the_calendar_and_the_limit() {
    let world = World::new(Backend::Sqlite).await;
    let [unit, central] = world.sign_in_all(["110108M044", "GB0000"]).await;
    let id = declare(&unit, "上庄发布", 1).await["id"].clone();
    db_wait(&world.db, &id, 14).await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("GB0000").await;
        browser.open("/calendar?year=2030").await;
        browser.read(&hook("year"), "2030").await;
        // A Tuesday, and the holiday that begins with it.
        browser.click(&hook("day-2030-10-01")).await;
        let last = format!("{} input", hook("field-to"));
        browser.set_day(&last, "2030-10-03").await;
        let note = format!("{} input[type=text]", hook("day-dialog"));
        browser.fill(&note, "国庆节").await;
        browser.click(&hook("save-day")).await;
        browser.see_no("dialog[open]").await;
        browser
            .read(&hook("said"), "10月1日至10月3日 放假 国庆节")
            .await;
        // One of the days is worked on after all.
        browser.click(&hook("day-2030-10-03")).await;
        browser.see(&hook("day-dialog")).await;
        browser
            .click(&format!(
                "{} label:nth-of-type(3) input",
                hook("day-dialog")
            ))
            .await;
        browser.click(&hook("save-day")).await;
        browser.see_no("dialog[open]").await;
        browser.read(&hook("said"), "10月1日至10月2日").await;

        let limit = format!("{} input", hook("field-limit"));
        browser.fill(&limit, "61").await;
        browser.click(&hook("save-limit")).await;
        browser.read(&hook("field-limit"), "1 至 60 个工作日").await;
        browser.fill(&limit, "12").await;
        browser.click(&hook("save-limit")).await;
        browser.read("body", "办理时限已改为 12 个工作日").await;
        assert_eq!(browser.console().await, [""; 0]);
        browser.sign_out().await;
        browser.sign_in("110108").await;
        browser.open("/calendar").await;
        browser.see_no(&hook("calendar")).await;
    })
    .await;
    let calendar = central.get("/calendar?year=2030").await.expect(200);
    assert_eq!(calendar["days"].as_array().unwrap().len(), 2, "{calendar}");
    assert_eq!(account(&unit, &id).await["overdue"], false, "10 of 12 days");
}
