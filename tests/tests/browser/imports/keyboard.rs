//! A sheet is corrected by keyboard and with an input method.

use nmrs_domain::import::ImportColumn;
use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::import_files::write_csv;
use nmrs_tests::data::import_rows::{minimal_row, with_cells};
use nmrs_tests::{Backend, TestApp};
use tempfile::TempDir;

#[tokio::test]
async fn every_cell_is_reached_and_corrected_by_keyboard() {
    let app = TestApp::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let rows = [
        minimal_row(1),
        with_cells(minimal_row(2), &[(ImportColumn::Name, "")]),
        with_cells(
            minimal_row(3),
            &[(ImportColumn::RepresentsGovernment, "不确定")],
        ),
    ];
    let file = write_csv(folder.path(), "账号.csv", &rows);
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        browser.choose_file(&test_id("file"), &file).await;
        browser.expect_visible(&test_id("import-table")).await;

        // Tab stops at invalid cells only; arrow keys reach every cell.
        browser.tab_to("#cell-3-name").await;
        browser.press_key("ArrowRight").await;
        browser.expect_focus("#cell-3-owner").await;
        browser.press_key("ArrowDown").await;
        browser.expect_focus("#cell-4-owner").await;
        browser.press_key("Enter").await;
        let owner = format!("{} input[name=cell]", test_id("import-row-4"));
        browser.expect_focus(&owner).await;
        browser.type_keys("宣传科").await;
        browser.press_key("Escape").await;
        browser.expect_focus("#cell-4-owner").await;
        browser.expect_text("#cell-4-owner", "办公室").await;

        // Enter and Escape of an input method neither save nor discard the text.
        browser.click_text("改下一处错误").await;
        let name = format!("{} input[name=cell]", test_id("import-row-3"));
        browser.expect_focus(&name).await;
        browser.compose("shangzhuang").await;
        let enter = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
            {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))";
        browser.run_script(enter).await;
        browser.end_composition("上庄办事").await;
        assert_eq!(browser.value(&name).await, "上庄办事");
        browser.expect_text(&test_id("import-errors"), "2").await;
        browser.press_key("Enter").await;
        browser.expect_text(&test_id("import-errors"), "1").await;

        // The next invalid cell is a list; a first letter selects its word.
        browser.expect_focus("#cell-choice").await;
        browser.type_keys("是").await;
        browser.press_key("Enter").await;
        browser.expect_text(&test_id("import-errors"), "0").await;
        browser.expect_focus(&test_id("import-submit")).await;
        browser.press_key("Enter").await;
        browser.expect_visible(&test_id("commit-dialog")).await;
        browser.press_key("Escape").await;
        browser.expect_hidden(&test_id("commit-dialog")).await;
        browser.expect_focus(&test_id("import-submit")).await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}
