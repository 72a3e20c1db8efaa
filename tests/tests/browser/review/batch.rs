//! Many reviews chosen in the list and decided together.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::register::{decide, declare};
use nmrs_tests::{World, on_both_databases};
use serde_json::Value;

on_both_databases!(twenty_are_approved_across_two_pages_and_one_was_decided_meanwhile);

const QUEUE: &str = "/accounts?tab=to_review&per_page=10";
const ROWS: &str = "table.worklist tbody tr";

async fn selected(browser: &Browser) -> usize {
    browser.count(&format!("{ROWS}.chosen")).await
}

async fn to_page(browser: &Browser, page: u32) {
    browser
        .click(&format!("button[aria-label='第 {page} 页']"))
        .await;
    browser
        .see(&format!(
            "button[aria-label='第 {page} 页'][aria-current=page]"
        ))
        .await;
    browser.settle().await;
}

async fn twenty_are_approved_across_two_pages_and_one_was_decided_meanwhile(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let mut ids: Vec<Value> = Vec::new();
    for n in 1..=23 {
        ids.push(declare(&unit, &format!("上庄发布{n:02}"), n).await["id"].clone());
    }
    let count = hook("selection-count");
    let boxes = format!("table.worklist {}", hook("select-page"));
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        // What does not wait is exported, and not decided.
        browser.click(&boxes).await;
        browser.see(&hook("bulk-export")).await;
        browser.see_no(&hook("bulk-approve")).await;
        browser.open(QUEUE).await;
        browser.see_no(&hook("selection")).await;
        browser.click(&boxes).await;
        browser.read(&count, "10").await;
        to_page(browser, 2).await;
        assert_eq!(selected(browser).await, 0);
        browser.click(&boxes).await;
        browser.read(&count, "20").await;
        // Neither another order nor a condition takes anything out of it.
        browser.click(&hook("sort-modified_at")).await;
        browser.see("th[aria-sort=ascending]").await;
        browser.read(&count, "20").await;
        let name = format!("{} input", hook("filter-name"));
        browser.fill(&name, "上庄发布23").await;
        browser.click(&hook("filter-search")).await;
        browser.read(&hook("total"), "1").await;
        browser.read(&count, "20").await;
        browser.click(&hook("filter-reset")).await;
        browser.read(&hook("total"), "23").await;
        // Nor does a look at an account.
        browser.press("上庄发布05").await;
        browser.see("#log li").await;
        browser.back().await;
        browser.read(&count, "20").await;
        // Another tab has other deeds: it begins with nothing chosen, and so does the way back.
        browser.click(&hook("tab-submitted")).await;
        browser.see_no(&hook("selection")).await;
        browser.click(&hook("tab-to_review")).await;
        browser.see(&boxes).await;
        browser.see_no(&hook("selection")).await;
        // One is left out by its own box, and another one chosen.
        browser.open(QUEUE).await;
        browser.see(ROWS).await;
        browser.click(&boxes).await;
        browser
            .click(&format!(
                "table.worklist {}",
                hook(&format!("select-{}", ids[22]))
            ))
            .await;
        browser.read(&count, "9").await;
        to_page(browser, 2).await;
        browser.click(&boxes).await;
        browser.read(&count, "19").await;
        to_page(browser, 3).await;
        browser
            .click(&format!(
                "table.worklist {}",
                hook(&format!("select-{}", ids[0]))
            ))
            .await;
        browser.read(&count, "20").await;

        // A colleague is faster with one of them.
        decide(&district, &ids[0], "reject", "资料不全")
            .await
            .expect(200);
        browser.click(&hook("bulk-approve")).await;
        browser.see(&hook("batch-dialog")).await;
        let field =
            |name: &str| format!("dialog[open] {} input", hook(&format!("reviewer-{name}")));
        browser.fill(&field("name"), "李审核").await;
        browser.fill(&field("phone"), "010-35001121").await;
        browser.click(&hook("batch-decide")).await;
        let report = browser.read(&hook("batch-report"), "19").await;
        assert!(report.contains("上庄发布01"), "{report}");
        browser.click(&hook("batch-close")).await;
        browser.see_no(&hook("batch-dialog")).await;
        browser.see_no(&hook("selection")).await;
        browser.open("/accounts?tab=to_review").await;
        browser.read(&hook("total"), "3").await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    let passed_on = "SELECT COUNT(*) AS n FROM reviews WHERE verdict = 'approve'";
    assert_eq!(world.db.db_number(passed_on).await, 19);
}
