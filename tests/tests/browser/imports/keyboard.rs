//! A sheet is mended without a pointer, and with an input method.

use nmrs_domain::import::ImportColumn;
use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::filled::{good_row, row_with, write_csv};
use nmrs_tests::{Backend, World};
use tempfile::TempDir;

#[tokio::test]
async fn every_cell_is_reached_and_mended_by_the_keyboard() {
    let world = World::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let rows = [
        good_row(1),
        row_with(2, &[(ImportColumn::Name, "")]),
        row_with(3, &[(ImportColumn::RepresentsGovernment, "不确定")]),
    ];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        browser.choose_file(&hook("file"), &file).await;
        browser.see(&hook("import-table")).await;

        // Tab stops at wrong cells only; arrows lead everywhere, and back.
        browser.tab_to("#cell-3-name").await;
        browser.press_key("ArrowRight").await;
        browser.focused("#cell-3-owner").await;
        browser.press_key("ArrowDown").await;
        browser.focused("#cell-4-owner").await;
        browser.press_key("Enter").await;
        let owner = format!("{} input[name=cell]", hook("import-row-4"));
        browser.focused(&owner).await;
        browser.type_keys("宣传科").await;
        browser.press_key("Escape").await;
        browser.focused("#cell-4-owner").await;
        browser.read("#cell-4-owner", "办公室").await;

        // What an input method composes is neither saved nor thrown away by its own keys.
        browser.press("改下一处错误").await;
        let name = format!("{} input[name=cell]", hook("import-row-3"));
        browser.focused(&name).await;
        browser.compose("shangzhuang").await;
        let enter = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
            {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))";
        browser.script(enter).await;
        browser.compose_end("上庄办事").await;
        assert_eq!(browser.value(&name).await, "上庄办事");
        browser.read(&hook("import-errors"), "2").await;
        browser.press_key("Enter").await;
        browser.read(&hook("import-errors"), "1").await;

        // On to the next wrong one, which takes a word by its first letter.
        browser.focused("#cell-choice").await;
        browser.type_keys("是").await;
        browser.press_key("Enter").await;
        browser.read(&hook("import-errors"), "0").await;
        browser.focused(&hook("import-submit")).await;
        browser.press_key("Enter").await;
        browser.see(&hook("commit-dialog")).await;
        browser.press_key("Escape").await;
        browser.see_no(&hook("commit-dialog")).await;
        browser.focused(&hook("import-submit")).await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}
