//! Drag and drop of a file, and a cancelled upload.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::import_files::write_csv;
use nmrs_tests::data::import_rows::minimal_row;
use nmrs_tests::{Backend, TestApp};
use serde_json::json;
use tempfile::TempDir;

use super::wizard::upload;

#[tokio::test]
async fn a_file_is_uploaded_by_drag_and_drop() {
    let app = TestApp::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let file = write_csv(
        folder.path(),
        "上庄账号.csv",
        &[minimal_row(1), minimal_row(2)],
    );
    let other = write_csv(folder.path(), "另一份.csv", &[minimal_row(3)]);
    let zone = test_id("drop-zone");
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        browser.drag_files(&zone, &[&file, &other]).await;
        browser.expect_text(&zone, "松开鼠标").await;
        browser.drop_files(&zone, &[&file, &other]).await;
        browser
            .expect_text(&test_id("upload-refused"), "2 个文件")
            .await;

        // A file dropped next to the zone is ignored; by default the browser would open it.
        browser.drag_files("h1", &[&file]).await;
        browser.drop_files("h1", &[&file]).await;
        browser
            .expect_text(&test_id("upload-refused"), "2 个文件")
            .await;
        assert!(browser.address().await.ends_with("/accounts/import"));

        browser.drag_files(&zone, &[&file]).await;
        browser.expect_text(&zone, "松开鼠标").await;
        browser.drop_files(&zone, &[&file]).await;
        browser.expect_visible(&test_id("import-table")).await;
        browser
            .expect_text(&test_id("import-overview"), "上庄账号.csv")
            .await;
        browser.expect_text(&test_id("import-rows"), "2").await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn an_upload_is_cancelled_and_restarted() {
    let app = TestApp::new(Backend::Sqlite).await;
    let unit = app.sign_in("110108M044").await;
    let folder = TempDir::new().unwrap();
    let file = write_csv(folder.path(), "账号.csv", &[minimal_row(1)]);
    // Empty lines make the file large.
    let mut content = std::fs::read(&file).unwrap();
    content.extend_from_slice(&b",\r\n".repeat(400_000));
    std::fs::write(&file, content).unwrap();
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        // At this rate, the upload would outlast the test.
        browser.limit_uploads(Some(10_000)).await;
        browser.choose_file(&test_id("file"), &file).await;
        browser
            .expect_text(&test_id("upload-progress"), "正在上传")
            .await;
        assert_eq!(browser.count(&test_id("choose-file")).await, 0);
        browser.click(&test_id("upload-cancel")).await;
        browser.expect_visible(&test_id("choose-file")).await;
        assert_eq!(browser.count(&test_id("upload-refused")).await, 0);
        assert_eq!(browser.count(&test_id("upload-progress")).await, 0);

        browser.limit_uploads(None).await;
        upload(browser, &file).await;
        browser.expect_text(&test_id("import-rows"), "1").await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    // The cancelled upload stored nothing.
    let imports = unit.get("/accounts/imports").await.expect(200);
    assert_eq!(imports.as_array().unwrap().len(), 1);
    assert_eq!(imports[0]["rows"], json!(1));
}
