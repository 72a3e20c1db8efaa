//! Text of a cell that was not saved, because of an error or because the page was left.

use nmrs_domain::import::ImportColumn;
use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::import_files::write_csv;
use nmrs_tests::data::import_rows::{minimal_row, with_cells};
use nmrs_tests::{Backend, TestApp};
use serde_json::json;
use tempfile::TempDir;

use super::wizard::{cell, edit_from_other_client, upload};

#[tokio::test]
async fn unsaved_text_stays_in_its_cell_until_it_is_saved() {
    let app = TestApp::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let rows = [minimal_row(1), minimal_row(2), minimal_row(3)];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    let unit = app.sign_in("110108M044").await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        let id = upload(browser, &file).await;
        edit_from_other_client(&unit, &id, 2, &json!({"name": "别处"})).await;

        // The conflict is reported after another cell was opened.
        browser.click(&cell(3, ImportColumn::Name)).await;
        let name = format!("{} input[name=cell]", test_id("import-row-3"));
        browser.expect_focus(&name).await;
        browser.type_keys("上庄办事").await;
        browser.click(&cell(4, ImportColumn::Name)).await;
        browser
            .expect_text("[role=alert].rounded-box", "第 3 行账号名称没有保存")
            .await;
        browser
            .expect_text(&cell(3, ImportColumn::Name), "上庄办事")
            .await;
        let row = format!("tbody:has({})", test_id("import-row-3"));
        browser.expect_text(&row, "输入的内容还没有保存").await;

        // The commit waits until the text is saved or discarded.
        browser.click(&test_id("import-submit")).await;
        browser.expect_focus(&name).await;
        assert_eq!(browser.value(&name).await, "上庄办事");
        browser.expect_hidden("dialog[open]").await;
        browser.press_key("Enter").await;
        browser.expect_hidden(&name).await;
        browser.expect_hidden(".cell-wrong").await;
        browser.click(&test_id("import-submit")).await;
        browser.expect_visible("dialog[open]").await;
        let saved = unit.get(&format!("/accounts/imports/{id}/rows")).await.ok();
        assert_eq!(saved["items"][1]["cells"]["name"], "上庄办事");
        assert_eq!(saved["items"][0]["cells"]["name"], "别处");
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn an_open_cell_is_saved_when_the_page_is_left() {
    let app = TestApp::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let rows = [
        minimal_row(1),
        with_cells(minimal_row(2), &[(ImportColumn::Name, "")]),
    ];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    let unit = app.sign_in("110108M044").await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts").await;
        browser.click(&test_id("import-accounts")).await;
        browser.expect_visible(&test_id("drop-zone")).await;
        let id = upload(browser, &file).await;
        browser.click(&cell(3, ImportColumn::Name)).await;
        browser.expect_focus("input[name=cell]").await;
        browser.type_keys("上庄办事").await;
        browser.back().await;
        browser.expect_hidden(&test_id("import-table")).await;
        browser.expect_path("/accounts").await;
        browser.open(&format!("/accounts/import/{id}")).await;
        browser
            .expect_text(&cell(3, ImportColumn::Name), "上庄办事")
            .await;
        browser.expect_text(&test_id("import-errors"), "0").await;
        let saved = unit.get(&format!("/accounts/imports/{id}/rows")).await.ok();
        assert_eq!(saved["items"][1]["cells"]["name"], "上庄办事");
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}
