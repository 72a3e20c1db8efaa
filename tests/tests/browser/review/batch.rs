//! A selection of reviews in the list, decided together.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::accounts::{add_account, decide};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::Value;

on_both_databases!(twenty_reviews_on_two_pages_are_approved_and_one_conflict_is_reported);

const QUEUE: &str = "/accounts?tab=to_review&per_page=10";
const ROWS: &str = "table.worklist tbody tr";

async fn count_selected(browser: &Browser) -> usize {
    browser.count(&format!("{ROWS}.chosen")).await
}

async fn open_page(browser: &Browser, page: u32) {
    browser
        .click(&format!("button[aria-label='第 {page} 页']"))
        .await;
    browser
        .expect_visible(&format!(
            "button[aria-label='第 {page} 页'][aria-current=page]"
        ))
        .await;
    browser.wait_until_idle().await;
}

async fn twenty_reviews_on_two_pages_are_approved_and_one_conflict_is_reported(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let mut ids: Vec<Value> = Vec::new();
    for n in 1..=23 {
        ids.push(add_account(&unit, &format!("上庄发布{n:02}"), n).await["id"].clone());
    }
    let count = test_id("selection-count");
    let boxes = format!("table.worklist {}", test_id("select-page"));
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        // A selection outside of the queue can be exported, not decided.
        browser.click(&boxes).await;
        browser.expect_visible(&test_id("bulk-export")).await;
        browser.expect_hidden(&test_id("bulk-approve")).await;
        browser.open(QUEUE).await;
        browser.expect_hidden(&test_id("selection")).await;
        browser.click(&boxes).await;
        browser.expect_text(&count, "10").await;
        open_page(browser, 2).await;
        assert_eq!(count_selected(browser).await, 0);
        browser.click(&boxes).await;
        browser.expect_text(&count, "20").await;
        // Neither sorting nor filtering changes the selection.
        browser.click(&test_id("sort-modified_at")).await;
        browser.expect_visible("th[aria-sort=ascending]").await;
        browser.expect_text(&count, "20").await;
        let name = format!("{} input", test_id("filter-name"));
        browser.fill(&name, "上庄发布23").await;
        browser.click(&test_id("filter-search")).await;
        browser.expect_text(&test_id("total"), "1").await;
        browser.expect_text(&count, "20").await;
        browser.click(&test_id("filter-reset")).await;
        browser.expect_text(&test_id("total"), "23").await;
        // Nor does opening an account.
        browser.click_text("上庄发布05").await;
        browser.expect_visible("#log li").await;
        browser.back().await;
        browser.expect_text(&count, "20").await;
        // Another tab begins without a selection, and so does the return to this one.
        browser.click(&test_id("tab-submitted")).await;
        browser.expect_hidden(&test_id("selection")).await;
        browser.click(&test_id("tab-to_review")).await;
        browser.expect_visible(&boxes).await;
        browser.expect_hidden(&test_id("selection")).await;
        // One review is deselected and another one selected.
        browser.open(QUEUE).await;
        browser.expect_visible(ROWS).await;
        browser.click(&boxes).await;
        browser
            .click(&format!(
                "table.worklist {}",
                test_id(&format!("select-{}", ids[22]))
            ))
            .await;
        browser.expect_text(&count, "9").await;
        open_page(browser, 2).await;
        browser.click(&boxes).await;
        browser.expect_text(&count, "19").await;
        open_page(browser, 3).await;
        browser
            .click(&format!(
                "table.worklist {}",
                test_id(&format!("select-{}", ids[0]))
            ))
            .await;
        browser.expect_text(&count, "20").await;

        // Another client decides one of them first.
        decide(&district, &ids[0], "reject", "资料不全")
            .await
            .expect(200);
        browser.click(&test_id("bulk-approve")).await;
        browser.expect_visible(&test_id("batch-dialog")).await;
        let field = |name: &str| {
            format!(
                "dialog[open] {} input",
                test_id(&format!("reviewer-{name}"))
            )
        };
        browser.fill(&field("name"), "李审核").await;
        browser.fill(&field("phone"), "010-35001121").await;
        browser.click(&test_id("batch-decide")).await;
        let report = browser.expect_text(&test_id("batch-report"), "19").await;
        assert!(report.contains("上庄发布01"), "{report}");
        browser.click(&test_id("batch-close")).await;
        browser.expect_hidden(&test_id("batch-dialog")).await;
        browser.expect_hidden(&test_id("selection")).await;
        browser.open("/accounts?tab=to_review").await;
        browser.expect_text(&test_id("total"), "3").await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    let approved = "reviews WHERE verdict = 'approve'";
    assert_eq!(app.db.count(approved).await, 19);
}
