//! Exports of lists.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::accounts::add_account;
use nmrs_tests::{Backend, TestApp, on_both_databases};
use tempfile::TempDir;

on_both_databases!(a_selection_is_exported_with_the_visible_columns);

async fn a_selection_is_exported_with_the_visible_columns(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let mut ids = Vec::new();
    for (n, name) in (1..).zip(["=上庄发布", "上庄办事", "温泉资讯"]) {
        ids.push(add_account(&unit, name, n).await["id"].clone());
    }
    let downloads = TempDir::new().unwrap();
    Browser::run(app.server.base(), async |browser| {
        browser.download_to(downloads.path()).await;
        browser.sign_in("110108").await;
        browser.expect_visible("table.worklist").await;
        browser.click(&test_id("export-open")).await;
        browser.expect_text(&test_id("export-all"), "3 条").await;
        let without = format!("{}:disabled", test_id("export-selected"));
        browser.expect_visible(&without).await;
        browser
            .click("[aria-hidden=true].fixed.inset-0.z-30:not(.hidden)")
            .await;

        for id in &ids[..2] {
            let tick = format!("table.worklist {}", test_id(&format!("select-{id}")));
            browser.click(&tick).await;
        }
        browser.click(&test_id("export-open")).await;
        browser
            .expect_text(&test_id("export-selected"), "2 条")
            .await;
        browser.click(&test_id("export-selected")).await;
        browser
            .expect_text(&test_id("export-what"), "选中的 2 条")
            .await;
        browser.click(&test_id("export-csv")).await;
        browser.click(&test_id("export-start")).await;
        browser.expect_text(&test_id("export-done"), "2 条").await;
        let file = browser.wait_for_download(downloads.path(), ".csv").await;
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("新媒体账号_所选_"), "{name}");
        let content = std::fs::read_to_string(file).unwrap();
        let mut lines = content.trim_start_matches('\u{feff}').lines();
        let titles = lines.next().unwrap();
        assert!(
            titles.contains("名称") && titles.contains("修改时间"),
            "{titles}"
        );
        // A hidden column.
        assert!(!titles.contains("开设主体"), "{titles}");
        assert_eq!(lines.count(), 2);
        assert!(
            content.contains("上庄办事") && !content.contains("温泉资讯"),
            "{content}"
        );
        browser.click(&test_id("export-close")).await;
        browser.expect_hidden(&test_id("export-dialog")).await;

        // All accounts of a filter with every column.
        let by_name = format!("{} input", test_id("filter-name"));
        browser.fill(&by_name, "温泉").await;
        browser.click(&test_id("filter-search")).await;
        browser.expect_text(&test_id("total"), "1").await;
        browser.click(&test_id("export-open")).await;
        browser.click(&test_id("export-all")).await;
        browser
            .expect_text(&test_id("export-conditions"), "名称 温泉")
            .await;
        browser.click(&test_id("export-ndjson")).await;
        browser.click(&test_id("export-all-columns")).await;
        browser.click(&test_id("export-start")).await;
        let file = browser.wait_for_download(downloads.path(), ".ndjson").await;
        let content = std::fs::read_to_string(file).unwrap();
        assert_eq!(content.lines().count(), 1);
        assert!(
            content.contains("温泉资讯") && content.contains("owner"),
            "{content}"
        );
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn an_export_is_cancelled_and_restarted() {
    let app = TestApp::new(Backend::Sqlite).await;
    let unit = app.sign_in("110108M044").await;
    add_account(&unit, "上庄发布", 1).await;
    let downloads = TempDir::new().unwrap();
    Browser::run(app.server.base(), async |browser| {
        browser.download_to(downloads.path()).await;
        browser.sign_in("110108M044").await;
        browser.click(&test_id("export-open")).await;
        browser.click(&test_id("export-all")).await;
        browser.expect_visible(&test_id("export-start")).await;
        browser.delay_responses(60_000).await;
        browser.click(&test_id("export-start")).await;
        browser.expect_visible(&test_id("export-running")).await;
        browser.click(&test_id("export-cancel")).await;
        browser.expect_visible(&test_id("export-start")).await;
        browser.delay_responses(0).await;
        browser.click(&test_id("export-start")).await;
        browser
            .expect_text(&test_id("export-done"), "导出完成")
            .await;
        browser.wait_for_download(downloads.path(), ".xlsx").await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    let files = std::fs::read_dir(downloads.path()).unwrap().count();
    assert_eq!(files, 1);
}

#[tokio::test]
async fn reporting_units_are_exported_all_or_selected() {
    let app = TestApp::new(Backend::Sqlite).await;
    let downloads = TempDir::new().unwrap();
    Browser::run(app.server.base(), async |browser| {
        browser.download_to(downloads.path()).await;
        browser.sign_in("110108").await;
        browser.open("/reporting-units").await;
        browser.expect_visible("main table").await;
        browser
            .click("main tbody tr:first-child input[type=checkbox]")
            .await;
        browser.expect_text(&test_id("selection-count"), "1").await;
        browser.click(&test_id("export-open")).await;
        browser.click(&test_id("export-selected")).await;
        browser.click(&test_id("export-csv")).await;
        browser.click(&test_id("export-start")).await;
        let file = browser.wait_for_download(downloads.path(), ".csv").await;
        let content = std::fs::read_to_string(file).unwrap();
        assert_eq!(content.trim_end().lines().count(), 2, "{content}");
        assert!(content.contains("110108M0"), "{content}");
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}
