//! A commit refused because of changes since the page was loaded.

use nmrs_domain::import::ImportColumn;
use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::import_files::write_csv;
use nmrs_tests::data::import_rows::{minimal_row, with_cells};
use nmrs_tests::{Backend, TestApp};
use serde_json::json;
use tempfile::TempDir;

use super::wizard::{cell, upload};

/// The link that another unit registers first.
const TAKEN: &str = "https://weibo.com/u/5000000120";

#[tokio::test]
async fn rows_that_became_invalid_before_the_commit_are_shown() {
    let app = TestApp::new(Backend::Sqlite).await;
    let other = app.sign_in("110108M045").await;
    let folder = TempDir::new().unwrap();
    // The row that becomes invalid is on the second page of rows.
    let mut rows: Vec<_> = (1..=120).map(minimal_row).collect();
    rows[0] = with_cells(minimal_row(1), &[(ImportColumn::Name, "")]);
    let file = write_csv(folder.path(), "账号.csv", &rows);
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        upload(browser, &file).await;
        // This correction must survive the refused commit.
        browser.click(&cell(2, ImportColumn::Name)).await;
        let name = format!("{} input[name=cell]", test_id("import-row-2"));
        browser.expect_focus(&name).await;
        browser.type_keys("上庄办事").await;
        browser.press_key("Enter").await;
        browser.expect_text(&test_id("import-errors"), "0").await;
        browser.click(&test_id("only-all")).await;
        browser.expect_visible(&test_id("import-row-101")).await;

        let account = json!({
            "kind": "weibo", "name": "抢先一步", "owner": "办公室", "url": TAKEN,
            "represents_government": false, "functions": ["publish"], "submit": true,
        });
        other.post("/accounts", account).await.expect(201);

        browser.click(&test_id("import-submit")).await;
        browser
            .expect_text(&test_id("commit-dialog"), "120 个账号")
            .await;
        browser
            .click(&format!("{} button", test_id("commit")))
            .await;
        browser.expect_hidden(&test_id("commit-dialog")).await;
        browser.expect_text("body", "1 行不能提交").await;
        browser.expect_text(&test_id("import-errors"), "1").await;
        browser
            .expect_text(&test_id("problems-121"), "其他填报单位")
            .await;
        browser.expect_hidden(&test_id("import-row-2")).await;
        browser
            .expect_text(&test_id("import-why"), "1 行有错误")
            .await;
        assert!(browser.address().await.ends_with("?only=errors"));

        // With the invalid row skipped, the other rows are committed with the correction.
        browser.click(&test_id("leave-out-121")).await;
        browser.expect_text(&test_id("import-errors"), "0").await;
        browser.click(&test_id("import-submit")).await;
        browser
            .expect_text(&test_id("commit-dialog"), "119 个账号")
            .await;
        browser
            .click(&format!("{} button", test_id("commit")))
            .await;
        browser
            .expect_text(&test_id("import-done"), "已提交 119 个账号")
            .await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    let unit = app.sign_in("110108M044").await;
    let found = unit.get("/accounts?name=上庄办事").await.expect(200);
    assert_eq!(found["total"], 1);
}
