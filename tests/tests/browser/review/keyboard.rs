//! A queue decided without a pointer.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::accounts::{add_account, get_account};
use nmrs_tests::{Backend, TestApp};
use serde_json::json;

const DECISIONS: &str = "reviews";

/// Returns the id of the focused element.
async fn focused_id(browser: &Browser) -> String {
    let id = browser.run_script("return document.activeElement.id").await;
    id.as_str().unwrap_or_default().to_owned()
}

/// Dispatches a key event of an input method during composition.
async fn dispatch_composed_key(browser: &Browser, key: &str, control: bool) {
    let script = format!(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
         {{key: '{key}', ctrlKey: {control}, isComposing: true, bubbles: true, cancelable: true}}))"
    );
    browser.run_script(&script).await;
}

#[tokio::test]
async fn a_queue_is_decided_by_keyboard() {
    let app = TestApp::new(Backend::Sqlite).await;
    let unit = app.sign_in("110108M044").await;
    let mut added = Vec::new();
    for (n, name) in [(1, "甲号"), (2, "乙号"), (3, "丙号")] {
        added.push(add_account(&unit, name, n).await);
    }
    let first = added[0]["review_id"].clone();
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser
            .open(&format!("/accounts?tab=to_review&review={first}"))
            .await;
        let place = test_id("review-place");
        let checked = |id: &str| format!("#review-{id}:checked");

        // Next and previous; the last review has no next one.
        browser.expect_text(&place, "第 1 / 3 条").await;
        browser.type_keys("j").await;
        browser.expect_text(&place, "第 2 / 3 条").await;
        browser.type_keys("j").await;
        browser.expect_text(&place, "第 3 / 3 条").await;
        browser.type_keys("j").await;
        browser.type_keys("k").await;
        browser.expect_text(&place, "第 2 / 3 条").await;
        // The dialog lists its keys.
        let hints = browser.texts("dialog[open] kbd").await;
        for key in ["J", "K", "A", "R", "Ctrl", "Enter"] {
            assert!(hints.iter().any(|hint| hint == key), "{key} of {hints:?}");
        }

        // A key selects a verdict and sends nothing.
        dispatch_composed_key(browser, "r", false).await;
        assert_eq!(browser.count(&checked("reject")).await, 0);
        browser.type_keys("a").await;
        assert_eq!(browser.count(&checked("approve")).await, 1);
        assert_eq!(app.db.count(DECISIONS).await, 0);

        // A missing field gets the focus; keys typed there are text.
        browser.press_ctrl_enter().await;
        browser
            .expect_text(&test_id("reviewer-name"), "审核人")
            .await;
        assert_eq!(focused_id(browser).await, "review-name");
        browser.type_keys("jkar").await;
        assert_eq!(browser.value("#review-name").await, "jkar");
        assert_eq!(browser.count(&checked("approve")).await, 1);
        browser.expect_text(&place, "第 2 / 3 条").await;
        browser.fill("#review-name", "李审核").await;
        browser.fill("#review-phone", "010-35001121").await;
        dispatch_composed_key(browser, "Enter", true).await;
        assert_eq!(app.db.count(DECISIONS).await, 0);
        browser.press_ctrl_enter().await;

        // The decision is confirmed and the next review opens.
        browser.expect_text(&test_id("review-last"), "乙号").await;
        browser.expect_text("dialog[open] h2", "丙号").await;
        browser.expect_text(&place, "第 2 / 2 条").await;
        assert_eq!(app.db.count(DECISIONS).await, 1);

        // After a rejection, the reason has the focus.
        browser.type_keys("r").await;
        browser.expect_visible("#review-reason:focus").await;
        browser.type_keys("链接 ajk 打不开").await;
        assert_eq!(browser.value("#review-reason").await, "链接 ajk 打不开");
        assert_eq!(browser.count(&checked("reject")).await, 1);
        browser.press_ctrl_enter().await;
        browser.expect_text("dialog[open] h2", "甲号").await;
        browser.type_keys("a").await;
        browser.press_ctrl_enter().await;
        browser
            .expect_text(&test_id("review-finished"), "甲号")
            .await;
        assert_eq!(browser.console_errors().await, Vec::<String>::new());
    })
    .await;
    let rejected = get_account(&unit, &added[2]["id"]).await;
    assert_eq!(rejected["rejection"]["reason"], "链接 ajk 打不开");
    for approved in [&added[0], &added[1]] {
        let seen = get_account(&unit, &approved["id"]).await;
        assert_eq!(seen["waiting_for"]["code"], json!("110000"));
    }
}
