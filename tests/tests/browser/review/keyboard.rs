//! A queue worked off without the mouse.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::register::{account, declare};
use nmrs_tests::{Backend, World};
use serde_json::json;

const DECISIONS: &str = "SELECT COUNT(*) AS n FROM reviews";

/// Id of the element that has the focus.
async fn focused(browser: &Browser) -> String {
    let id = browser.script("return document.activeElement.id").await;
    id.as_str().unwrap_or_default().to_owned()
}

/// A key as an input method sends it while it composes.
async fn composed(browser: &Browser, key: &str, control: bool) {
    let script = format!(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
         {{key: '{key}', ctrlKey: {control}, isComposing: true, bubbles: true, cancelable: true}}))"
    );
    browser.script(&script).await;
}

#[tokio::test]
async fn a_queue_is_worked_off_by_the_keyboard() {
    let world = World::new(Backend::Sqlite).await;
    let unit = world.sign_in("110108M044").await;
    let mut declared = Vec::new();
    for (n, name) in [(1, "甲号"), (2, "乙号"), (3, "丙号")] {
        declared.push(declare(&unit, name, n).await);
    }
    let first = declared[0]["review_id"].clone();
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser
            .open(&format!("/accounts?tab=to_review&review={first}"))
            .await;
        let place = hook("review-place");
        let checked = |id: &str| format!("#review-{id}:checked");

        // Forth and back; at the end there is nothing further.
        browser.read(&place, "第 1 / 3 条").await;
        browser.type_keys("j").await;
        browser.read(&place, "第 2 / 3 条").await;
        browser.type_keys("j").await;
        browser.read(&place, "第 3 / 3 条").await;
        browser.type_keys("j").await;
        browser.type_keys("k").await;
        browser.read(&place, "第 2 / 3 条").await;
        // Each key is told where it works.
        let hints = browser.texts("dialog[open] kbd").await;
        for key in ["J", "K", "A", "R", "Ctrl", "Enter"] {
            assert!(hints.iter().any(|hint| hint == key), "{key} of {hints:?}");
        }

        // A key chooses and decides nothing.
        composed(browser, "r", false).await;
        assert_eq!(browser.count(&checked("reject")).await, 0);
        browser.type_keys("a").await;
        assert_eq!(browser.count(&checked("approve")).await, 1);
        assert_eq!(world.db.db_number(DECISIONS).await, 0);

        // What is missing gets the focus; what is typed there is text.
        browser.confirm_by_keys().await;
        browser.read(&hook("reviewer-name"), "审核人").await;
        assert_eq!(focused(browser).await, "review-name");
        browser.type_keys("jkar").await;
        assert_eq!(browser.value("#review-name").await, "jkar");
        assert_eq!(browser.count(&checked("approve")).await, 1);
        browser.read(&place, "第 2 / 3 条").await;
        browser.fill("#review-name", "李审核").await;
        browser.fill("#review-phone", "010-35001121").await;
        composed(browser, "Enter", true).await;
        assert_eq!(world.db.db_number(DECISIONS).await, 0);
        browser.confirm_by_keys().await;

        // Confirmed, and the next one is there.
        browser.read(&hook("review-last"), "乙号").await;
        browser.read("dialog[open] h2", "丙号").await;
        browser.read(&place, "第 2 / 2 条").await;
        assert_eq!(world.db.db_number(DECISIONS).await, 1);

        // A rejection goes on with its reason.
        browser.type_keys("r").await;
        browser.see("#review-reason:focus").await;
        browser.type_keys("链接 ajk 打不开").await;
        assert_eq!(browser.value("#review-reason").await, "链接 ajk 打不开");
        assert_eq!(browser.count(&checked("reject")).await, 1);
        browser.confirm_by_keys().await;
        browser.read("dialog[open] h2", "甲号").await;
        browser.type_keys("a").await;
        browser.confirm_by_keys().await;
        browser.read(&hook("review-finished"), "甲号").await;
        assert_eq!(browser.console().await, Vec::<String>::new());
    })
    .await;
    let rejected = account(&unit, &declared[2]["id"]).await;
    assert_eq!(rejected["rejection"]["reason"], "链接 ajk 打不开");
    for approved in [&declared[0], &declared[1]] {
        let seen = account(&unit, &approved["id"]).await;
        assert_eq!(seen["waiting_for"]["code"], json!("110000"));
    }
}
