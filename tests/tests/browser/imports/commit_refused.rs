//! A commit that is refused because of what happened since the page was loaded.

use nmrs_domain::import::ImportColumn;
use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::filled::{good_row, row_with, write_csv};
use nmrs_tests::{Backend, World};
use serde_json::json;
use tempfile::TempDir;

use super::imports::{cell, upload};

/// The identity that another unit takes meanwhile.
const TAKEN: &str = "https://weibo.com/u/5000000120";

#[tokio::test]
async fn rows_that_became_wrong_before_the_commit_are_shown_and_nothing_is_lost() {
    let world = World::new(Backend::Sqlite).await;
    let other = world.sign_in("110108M045").await;
    let folder = TempDir::new().unwrap();
    // Two pages of rows: what becomes wrong is on the second.
    let mut rows: Vec<_> = (1..=120).map(good_row).collect();
    rows[0] = row_with(1, &[(ImportColumn::Name, "")]);
    let file = write_csv(folder.path(), "账号.csv", &rows);
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        upload(browser, &file).await;
        // Something is mended first, which must still be there in the end.
        browser.click(&cell(2, ImportColumn::Name)).await;
        let name = format!("{} input[name=cell]", hook("import-row-2"));
        browser.focused(&name).await;
        browser.type_keys("上庄办事").await;
        browser.press_key("Enter").await;
        browser.read(&hook("import-errors"), "0").await;
        browser.click(&hook("only-all")).await;
        browser.see(&hook("import-row-101")).await;

        let account = json!({
            "kind": "weibo", "name": "抢先一步", "owner": "办公室", "url": TAKEN,
            "represents_government": false, "functions": ["publish"], "submit": true,
        });
        other.post("/accounts", account).await.expect(201);

        browser.click(&hook("import-submit")).await;
        browser.read(&hook("commit-dialog"), "120 个账号").await;
        browser.click(&format!("{} button", hook("commit"))).await;
        browser.see_no(&hook("commit-dialog")).await;
        browser.read("body", "1 行不能提交").await;
        browser.read(&hook("import-errors"), "1").await;
        browser.read(&hook("problems-121"), "其他填报单位").await;
        browser.see_no(&hook("import-row-2")).await;
        browser.read(&hook("import-why"), "1 行有错误").await;
        assert!(browser.address().await.ends_with("?only=errors"));

        // Left out, the rest goes through, with what was mended before.
        browser.click(&hook("leave-out-121")).await;
        browser.read(&hook("import-errors"), "0").await;
        browser.click(&hook("import-submit")).await;
        browser.read(&hook("commit-dialog"), "119 个账号").await;
        browser.click(&format!("{} button", hook("commit"))).await;
        browser
            .read(&hook("import-done"), "已提交 119 个账号")
            .await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    let unit = world.sign_in("110108M044").await;
    let found = unit.get("/accounts?name=上庄办事").await.expect(200);
    assert_eq!(found["total"], 1);
}
