//! What was typed into a cell of an import, and could not be saved or was left behind.

use nmrs_domain::import::ImportColumn;
use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::filled::{good_row, row_with, write_csv};
use nmrs_tests::{Backend, World};
use serde_json::json;
use tempfile::TempDir;

use super::imports::{cell, change_elsewhere, upload};

#[tokio::test]
async fn what_could_not_be_saved_stays_in_its_cell_until_it_is() {
    let world = World::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let rows = [good_row(1), good_row(2), good_row(3)];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    let unit = world.sign_in("110108M044").await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        let id = upload(browser, &file).await;
        change_elsewhere(&unit, &id, 2, &json!({"name": "别处"})).await;

        // It cannot be saved, and another cell is open by then.
        browser.click(&cell(3, ImportColumn::Name)).await;
        let name = format!("{} input[name=cell]", hook("import-row-3"));
        browser.focused(&name).await;
        browser.type_keys("上庄办事").await;
        browser.click(&cell(4, ImportColumn::Name)).await;
        browser
            .read("[role=alert].rounded-box", "第 3 行账号名称没有保存")
            .await;
        browser.read(&cell(3, ImportColumn::Name), "上庄办事").await;
        let row = format!("tbody:has({})", hook("import-row-3"));
        browser.read(&row, "输入的内容还没有保存").await;

        // Nothing is stored before it is saved or given up.
        browser.click(&hook("import-submit")).await;
        browser.focused(&name).await;
        assert_eq!(browser.value(&name).await, "上庄办事");
        browser.see_no("dialog[open]").await;
        browser.press_key("Enter").await;
        browser.see_no(&name).await;
        browser.see_no(".cell-wrong").await;
        browser.click(&hook("import-submit")).await;
        browser.see("dialog[open]").await;
        let saved = unit.get(&format!("/accounts/imports/{id}/rows")).await.ok();
        assert_eq!(saved["items"][1]["cells"]["name"], "上庄办事");
        assert_eq!(saved["items"][0]["cells"]["name"], "别处");
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_cell_that_is_open_is_saved_when_its_page_is_left() {
    let world = World::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let rows = [good_row(1), row_with(2, &[(ImportColumn::Name, "")])];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    let unit = world.sign_in("110108M044").await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts").await;
        browser.click(&hook("import-accounts")).await;
        browser.see(&hook("drop-zone")).await;
        let id = upload(browser, &file).await;
        browser.click(&cell(3, ImportColumn::Name)).await;
        browser.focused("input[name=cell]").await;
        browser.type_keys("上庄办事").await;
        browser.back().await;
        browser.see_no(&hook("import-table")).await;
        browser.arrive("/accounts").await;
        browser.open(&format!("/accounts/import/{id}")).await;
        browser.read(&cell(3, ImportColumn::Name), "上庄办事").await;
        browser.read(&hook("import-errors"), "0").await;
        let saved = unit.get(&format!("/accounts/imports/{id}/rows")).await.ok();
        assert_eq!(saved["items"][1]["cells"]["name"], "上庄办事");
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}
