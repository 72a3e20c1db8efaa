//! The import wizard: a sheet with wrong rows is mended on the page and stored.

use nmrs_domain::import::ImportColumn;
use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::filled::{good_row, row_with, write_csv};
use nmrs_tests::{Backend, World, on_both_databases};
use serde_json::{Value, json};
use tempfile::TempDir;

on_both_databases!(
    a_sheet_is_mended_on_the_page_and_submitted,
    a_row_is_left_out_and_the_rest_kept_as_drafts,
);

const STORED: &str = "SELECT COUNT(*) AS n FROM accounts WHERE status";

pub(super) fn cell(row: u32, column: ImportColumn) -> String {
    format!("#cell-{row}-{}", column.as_str())
}

/// Uploads a file whose rows can be read; answers the key of the import.
pub(super) async fn upload(browser: &Browser, file: &std::path::Path) -> String {
    browser.choose_file(&hook("file"), file).await;
    browser.see(&hook("import-table")).await;
    let address = browser.address().await;
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

async fn a_sheet_is_mended_on_the_page_and_submitted(world: World) {
    let folder = TempDir::new().unwrap();
    let rows = [
        good_row(1),
        row_with(2, &[(ImportColumn::Kind, "微博号")]),
        row_with(3, &[(ImportColumn::Url, "weibo"), (ImportColumn::Name, "")]),
    ];
    let file = write_csv(folder.path(), "上庄账号.csv", &rows);
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.click(&hook("import-accounts")).await;
        browser.see(&hook("drop-zone")).await;
        upload(browser, &file).await;
        browser.read(&hook("import-overview"), "上庄账号.csv").await;
        browser.read(&hook("import-rows"), "3").await;
        browser.read(&hook("import-errors"), "2").await;
        browser.read(&hook("import-why"), "2 行有错误").await;
        browser.read(&hook("problems-3"), "「微博号」").await;
        assert_eq!(browser.count(".cell-wrong").await, 3);
        // Nothing is in the register before it is said so.
        assert_eq!(world.db.db_number(&format!("{STORED} <> ''")).await, 0);

        // A word of a list is chosen, and the next wrong cell is open at once.
        browser.click(&cell(3, ImportColumn::Kind)).await;
        browser.focused("#cell-choice").await;
        browser.choose("#cell-choice", "新浪微博").await;
        browser.click(&hook("cell-save")).await;
        browser.read(&hook("import-errors"), "1").await;
        let name = format!("{} input[name=cell]", hook("import-row-4"));
        browser.focused(&name).await;
        browser.type_keys("上庄办事").await;
        browser.press_key("Enter").await;
        let url = "td:has(input[name=cell]) [aria-label$=链接] input";
        browser.focused(url).await;
        // What stands there is selected: the first key replaces it.
        browser.type_keys("weibo.com/").await;
        browser.press_key("Enter").await;
        // Still wrong: one stays there, and what was typed is not lost.
        browser.read(&hook("problems-4"), "「weibo.com/」").await;
        browser.focused(url).await;
        assert_eq!(browser.value(url).await, "weibo.com/");
        browser.script("document.activeElement.select()").await;
        browser.type_keys("https://weibo.com/u/5000000009").await;
        browser.press_key("Enter").await;
        browser.read(&hook("import-errors"), "0").await;
        browser.focused(&hook("import-submit")).await;

        browser.click(&hook("import-submit")).await;
        let told = browser.read(&hook("commit-dialog"), "3 个账号").await;
        assert!(told.contains("由海淀区审核"), "{told}");
        browser.click(&format!("{} button", hook("commit"))).await;
        browser.read(&hook("import-done"), "已提交 3 个账号").await;
        // A second visit finds what became of it.
        browser.reload().await;
        browser.read(&hook("import-done"), "已提交 3 个账号").await;
        browser.click(&hook("import-result")).await;
        browser.read(&hook("total"), "3").await;
        browser.read(&hook("accounts"), "上庄办事").await;
        browser.open("/accounts/import").await;
        browser
            .read(&hook("recent-imports"), "已提交 3 个账号")
            .await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    let pending = format!("{STORED} = 'add_pending'");
    assert_eq!(world.db.db_number(&pending).await, 3);
}

async fn a_row_is_left_out_and_the_rest_kept_as_drafts(world: World) {
    let folder = TempDir::new().unwrap();
    let rows = [
        good_row(1),
        row_with(2, &[(ImportColumn::Kind, "微博号")]),
        row_with(3, &[(ImportColumn::Url, "")]),
    ];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        upload(browser, &file).await;
        browser.read(&hook("import-why"), "存为草稿").await;
        browser.click(&hook("only-errors")).await;
        browser.see_no(&hook("import-row-2")).await;
        browser.see(&hook("import-row-4")).await;
        browser.click(&hook("leave-out-3")).await;
        browser.read(&hook("import-skipped"), "1").await;
        browser.read(&hook("import-errors"), "1").await;
        // The page remembers nothing that the server does not know.
        browser.reload().await;
        browser.read(&hook("import-skipped"), "1").await;
        browser.see(&hook("import-row-4")).await;
        assert_eq!(
            browser
                .count(&format!("{}:disabled", hook("import-submit")))
                .await,
            1
        );
        browser.click(&hook("import-draft")).await;
        let told = browser.read(&hook("commit-dialog"), "2 个账号").await;
        assert!(
            told.contains("1 行还有错误") && told.contains("不处理"),
            "{told}"
        );
        browser.click(&format!("{} button", hook("commit"))).await;
        browser.read(&hook("import-done"), "已存为草稿 2 个").await;
        browser.click(&hook("import-result")).await;
        browser.read(&hook("total"), "2").await;
        assert!(browser.address().await.contains("tab=drafts"));
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    assert_eq!(world.db.db_number(&format!("{STORED} = 'draft'")).await, 2);
}

#[tokio::test]
async fn files_that_cannot_be_imported_are_told_so_before_and_after_they_are_sent() {
    let world = World::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let pdf = file("账号.pdf", b"%PDF-1.7");
    let large = file("账号.xlsx", &vec![0; 10 * 1024 * 1024 + 1]);
    let broken = file("坏的.xlsx", b"PK\x03\x04 and nothing more");
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        for (path, words) in [
            (&pdf, "另存为 .xlsx"),
            (&large, "10 MB"),
            (&broken, "坏的.xlsx"),
        ] {
            browser.choose_file(&hook("file"), path).await;
            browser.read(&hook("upload-refused"), words).await;
        }
        // Nothing is left of them, and another file can be chosen.
        browser.reload().await;
        browser.see(&hook("choose-file")).await;
        assert_eq!(browser.count(&hook("recent-imports")).await, 0);
        browser.open("/accounts/import/999").await;
        browser.read(&hook("import-gone"), "24 小时").await;
        assert_eq!(browser.console().await, [""; 0]);
        // An office does not declare accounts.
        browser.open("/accounts").await;
        browser.sign_out().await;
        browser.sign_in("110108").await;
        assert_eq!(browser.count(&hook("import-accounts")).await, 0);
        browser.open("/accounts/import").await;
        browser.read("main", "没有这个页面").await;
    })
    .await;
}

#[tokio::test]
async fn template_and_error_report_are_saved_and_an_import_is_deleted() {
    let world = World::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let downloads = TempDir::new().unwrap();
    let rows = [good_row(1), row_with(2, &[(ImportColumn::Kind, "微博号")])];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    Browser::run(world.server.base(), async |browser| {
        browser.download_to(downloads.path()).await;
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        let template = format!("{} button", hook("template-local"));
        browser.click(&template).await;
        let saved = browser.downloaded(downloads.path(), ".xlsx").await;
        assert!(std::fs::read(&saved).unwrap().starts_with(b"PK"));
        std::fs::remove_file(saved).unwrap();
        upload(browser, &file).await;
        browser
            .click(&format!("{} button", hook("error-report")))
            .await;
        let saved = browser.downloaded(downloads.path(), ".xlsx").await;
        assert!(std::fs::read(&saved).unwrap().starts_with(b"PK"));
        browser.click(&hook("import-remove")).await;
        browser.click("dialog[open] .btn-error").await;
        browser.see(&hook("choose-file")).await;
        browser.see_no(&hook("recent-imports")).await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn what_another_tab_has_changed_is_read_anew_and_what_was_typed_stays() {
    let world = World::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let rows = [
        row_with(1, &[(ImportColumn::Kind, "微博号")]),
        row_with(2, &[(ImportColumn::Name, "")]),
    ];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    let unit = world.sign_in("110108M044").await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        let id = upload(browser, &file).await;
        change_elsewhere(&unit, &id, 2, &json!({"kind": "新浪微博"})).await;

        browser.click(&cell(3, ImportColumn::Name)).await;
        let name = format!("{} input[name=cell]", hook("import-row-3"));
        browser.focused(&name).await;
        browser.type_keys("上庄办事").await;
        browser.press_key("Enter").await;
        browser.read(&hook("cell-failed"), "别处改过").await;
        browser.read(&hook("import-errors"), "1").await;
        assert_eq!(browser.value(&name).await, "上庄办事");
        browser.press_key("Enter").await;
        browser.read(&hook("import-errors"), "0").await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

/// Changes cells of a row as another page would.
pub(super) async fn change_elsewhere(unit: &nmrs_tests::Api, id: &str, row: u32, cells: &Value) {
    let body = json!({"cells": cells, "version": version(unit, id).await});
    let path = format!("/api/v1/accounts/imports/{id}/rows/{row}");
    let call = nmrs_tests::Call::new("PATCH", path).json(body);
    unit.send(call).await.expect(200);
}

async fn version(unit: &nmrs_tests::Api, id: &str) -> Value {
    let import = unit.get(&format!("/accounts/imports/{id}")).await.ok();
    import["version"].clone()
}
