//! Uploading, correcting and committing a sheet.

use nmrs_domain::import::ImportColumn;
use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::import_files::write_csv;
use nmrs_tests::data::import_rows::{minimal_row, with_cells};
use nmrs_tests::{Backend, TestApp, on_both_databases};
use serde_json::{Value, json};
use tempfile::TempDir;

on_both_databases!(
    a_sheet_is_corrected_on_the_page_and_submitted,
    a_row_is_skipped_and_the_rest_is_saved_as_drafts,
);

const STORED: &str = "accounts WHERE status";

pub(super) fn cell(row: u32, column: ImportColumn) -> String {
    format!("#cell-{row}-{}", column.as_str())
}

/// Uploads a valid file and returns the id of the import.
pub(super) async fn upload(browser: &Browser, file: &std::path::Path) -> String {
    browser.choose_file(&test_id("file"), file).await;
    browser.expect_visible(&test_id("import-table")).await;
    let address = browser.address().await;
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

async fn a_sheet_is_corrected_on_the_page_and_submitted(app: TestApp) {
    let folder = TempDir::new().unwrap();
    let rows = [
        minimal_row(1),
        with_cells(minimal_row(2), &[(ImportColumn::Kind, "微博号")]),
        with_cells(
            minimal_row(3),
            &[(ImportColumn::Url, "weibo"), (ImportColumn::Name, "")],
        ),
    ];
    let file = write_csv(folder.path(), "上庄账号.csv", &rows);
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.click(&test_id("import-accounts")).await;
        browser.expect_visible(&test_id("drop-zone")).await;
        upload(browser, &file).await;
        browser
            .expect_text(&test_id("import-overview"), "上庄账号.csv")
            .await;
        browser.expect_text(&test_id("import-rows"), "3").await;
        browser.expect_text(&test_id("import-errors"), "2").await;
        browser
            .expect_text(&test_id("import-why"), "2 行有错误")
            .await;
        browser
            .expect_text(&test_id("problems-3"), "「微博号」")
            .await;
        assert_eq!(browser.count(".cell-wrong").await, 3);
        // No account is stored before the commit.
        assert_eq!(app.db.count(&format!("{STORED} <> ''")).await, 0);

        // After a word is selected, the next invalid cell opens.
        browser.click(&cell(3, ImportColumn::Kind)).await;
        browser.expect_focus("#cell-choice").await;
        browser.select_option("#cell-choice", "新浪微博").await;
        browser.click(&test_id("cell-save")).await;
        browser.expect_text(&test_id("import-errors"), "1").await;
        let name = format!("{} input[name=cell]", test_id("import-row-4"));
        browser.expect_focus(&name).await;
        browser.type_keys("上庄办事").await;
        browser.press_key("Enter").await;
        let url = "td:has(input[name=cell]) [aria-label$=链接] input";
        browser.expect_focus(url).await;
        // The text of the cell is selected, so that typing replaces it.
        browser.type_keys("weibo.com/").await;
        browser.press_key("Enter").await;
        // An invalid cell stays open with the typed text.
        browser
            .expect_text(&test_id("problems-4"), "「weibo.com/」")
            .await;
        browser.expect_focus(url).await;
        assert_eq!(browser.value(url).await, "weibo.com/");
        browser.run_script("document.activeElement.select()").await;
        browser.type_keys("https://weibo.com/u/5000000009").await;
        browser.press_key("Enter").await;
        browser.expect_text(&test_id("import-errors"), "0").await;
        browser.expect_focus(&test_id("import-submit")).await;

        browser.click(&test_id("import-submit")).await;
        let summary = browser
            .expect_text(&test_id("commit-dialog"), "3 个账号")
            .await;
        assert!(summary.contains("由海淀区审核"), "{summary}");
        browser
            .click(&format!("{} button", test_id("commit")))
            .await;
        browser
            .expect_text(&test_id("import-done"), "已提交 3 个账号")
            .await;
        // A reload shows the result of the commit.
        browser.reload().await;
        browser
            .expect_text(&test_id("import-done"), "已提交 3 个账号")
            .await;
        browser.click(&test_id("import-result")).await;
        browser.expect_text(&test_id("total"), "3").await;
        browser.expect_text(&test_id("accounts"), "上庄办事").await;
        browser.open("/accounts/import").await;
        browser
            .expect_text(&test_id("recent-imports"), "已提交 3 个账号")
            .await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    let pending = format!("{STORED} = 'add_pending'");
    assert_eq!(app.db.count(&pending).await, 3);
}

async fn a_row_is_skipped_and_the_rest_is_saved_as_drafts(app: TestApp) {
    let folder = TempDir::new().unwrap();
    let rows = [
        minimal_row(1),
        with_cells(minimal_row(2), &[(ImportColumn::Kind, "微博号")]),
        with_cells(minimal_row(3), &[(ImportColumn::Url, "")]),
    ];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        upload(browser, &file).await;
        browser
            .expect_text(&test_id("import-why"), "存为草稿")
            .await;
        browser.click(&test_id("only-errors")).await;
        browser.expect_hidden(&test_id("import-row-2")).await;
        browser.expect_visible(&test_id("import-row-4")).await;
        browser.click(&test_id("leave-out-3")).await;
        browser.expect_text(&test_id("import-skipped"), "1").await;
        browser.expect_text(&test_id("import-errors"), "1").await;
        // The state is stored by the server, not by the page.
        browser.reload().await;
        browser.expect_text(&test_id("import-skipped"), "1").await;
        browser.expect_visible(&test_id("import-row-4")).await;
        assert_eq!(
            browser
                .count(&format!("{}:disabled", test_id("import-submit")))
                .await,
            1
        );
        browser.click(&test_id("import-draft")).await;
        let summary = browser
            .expect_text(&test_id("commit-dialog"), "2 个账号")
            .await;
        assert!(
            summary.contains("1 行还有错误") && summary.contains("不处理"),
            "{summary}"
        );
        browser
            .click(&format!("{} button", test_id("commit")))
            .await;
        browser
            .expect_text(&test_id("import-done"), "已存为草稿 2 个")
            .await;
        browser.click(&test_id("import-result")).await;
        browser.expect_text(&test_id("total"), "2").await;
        assert!(browser.address().await.contains("tab=drafts"));
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    assert_eq!(app.db.count(&format!("{STORED} = 'draft'")).await, 2);
}

#[tokio::test]
async fn files_that_cannot_be_imported_are_refused_with_a_reason() {
    let app = TestApp::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let pdf = file("账号.pdf", b"%PDF-1.7");
    let large = file("账号.xlsx", &vec![0; 10 * 1024 * 1024 + 1]);
    let broken = file("坏的.xlsx", b"PK\x03\x04 and nothing more");
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        for (path, words) in [
            (&pdf, "另存为 .xlsx"),
            (&large, "10 MB"),
            (&broken, "坏的.xlsx"),
        ] {
            browser.choose_file(&test_id("file"), path).await;
            browser.expect_text(&test_id("upload-refused"), words).await;
        }
        // The refused files are not listed, and another file can be chosen.
        browser.reload().await;
        browser.expect_visible(&test_id("choose-file")).await;
        assert_eq!(browser.count(&test_id("recent-imports")).await, 0);
        browser.open("/accounts/import/999").await;
        browser
            .expect_text(&test_id("import-gone"), "24 小时")
            .await;
        assert_eq!(browser.console_errors().await, [""; 0]);
        // An office cannot import accounts.
        browser.open("/accounts").await;
        browser.sign_out().await;
        browser.sign_in("110108").await;
        assert_eq!(browser.count(&test_id("import-accounts")).await, 0);
        browser.open("/accounts/import").await;
        browser.expect_text("main", "没有这个页面").await;
    })
    .await;
}

#[tokio::test]
async fn the_template_and_the_error_report_are_downloaded_and_an_import_is_deleted() {
    let app = TestApp::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let downloads = TempDir::new().unwrap();
    let rows = [
        minimal_row(1),
        with_cells(minimal_row(2), &[(ImportColumn::Kind, "微博号")]),
    ];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    Browser::run(app.server.base(), async |browser| {
        browser.download_to(downloads.path()).await;
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        let template = format!("{} button", test_id("template-local"));
        browser.click(&template).await;
        let saved = browser.wait_for_download(downloads.path(), ".xlsx").await;
        assert!(std::fs::read(&saved).unwrap().starts_with(b"PK"));
        std::fs::remove_file(saved).unwrap();
        upload(browser, &file).await;
        browser
            .click(&format!("{} button", test_id("error-report")))
            .await;
        let saved = browser.wait_for_download(downloads.path(), ".xlsx").await;
        assert!(std::fs::read(&saved).unwrap().starts_with(b"PK"));
        browser.click(&test_id("import-remove")).await;
        browser.click("dialog[open] .btn-error").await;
        browser.expect_visible(&test_id("choose-file")).await;
        browser.expect_hidden(&test_id("recent-imports")).await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn changes_of_another_tab_are_reloaded_and_the_typed_text_is_kept() {
    let app = TestApp::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let rows = [
        with_cells(minimal_row(1), &[(ImportColumn::Kind, "微博号")]),
        with_cells(minimal_row(2), &[(ImportColumn::Name, "")]),
    ];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    let unit = app.sign_in("110108M044").await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        let id = upload(browser, &file).await;
        edit_from_other_client(&unit, &id, 2, &json!({"kind": "新浪微博"})).await;

        browser.click(&cell(3, ImportColumn::Name)).await;
        let name = format!("{} input[name=cell]", test_id("import-row-3"));
        browser.expect_focus(&name).await;
        browser.type_keys("上庄办事").await;
        browser.press_key("Enter").await;
        browser
            .expect_text(&test_id("cell-failed"), "别处改过")
            .await;
        browser.expect_text(&test_id("import-errors"), "1").await;
        assert_eq!(browser.value(&name).await, "上庄办事");
        browser.press_key("Enter").await;
        browser.expect_text(&test_id("import-errors"), "0").await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}

/// Edits cells of a row from another client.
pub(super) async fn edit_from_other_client(
    unit: &nmrs_tests::ApiClient,
    id: &str,
    row: u32,
    cells: &Value,
) {
    let body = json!({"cells": cells, "version": version(unit, id).await});
    let path = format!("/api/v1/accounts/imports/{id}/rows/{row}");
    let request = nmrs_tests::Request::new("PATCH", path).json(body);
    unit.send(request).await.expect(200);
}

async fn version(unit: &nmrs_tests::ApiClient, id: &str) -> Value {
    let import = unit.get(&format!("/accounts/imports/{id}")).await.ok();
    import["version"].clone()
}
