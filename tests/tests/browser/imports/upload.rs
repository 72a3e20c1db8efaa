//! How a file comes to the import wizard, other than by its button, and how it is stopped on the way.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::filled::{good_row, write_csv};
use nmrs_tests::{Backend, World};
use serde_json::json;
use tempfile::TempDir;

use super::imports::upload;

#[tokio::test]
async fn a_file_is_dropped_where_there_is_room_for_it() {
    let world = World::new(Backend::Sqlite).await;
    let folder = TempDir::new().unwrap();
    let file = write_csv(folder.path(), "上庄账号.csv", &[good_row(1), good_row(2)]);
    let other = write_csv(folder.path(), "另一份.csv", &[good_row(3)]);
    let zone = hook("drop-zone");
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        browser.drag_files(&zone, &[&file, &other]).await;
        browser.read(&zone, "松开鼠标").await;
        browser.drop_files(&zone, &[&file, &other]).await;
        browser.read(&hook("upload-refused"), "2 个文件").await;

        // Beside the zone nothing is done with it: the browser would show it in place of the page.
        browser.drag_files("h1", &[&file]).await;
        browser.drop_files("h1", &[&file]).await;
        browser.read(&hook("upload-refused"), "2 个文件").await;
        assert!(browser.address().await.ends_with("/accounts/import"));

        browser.drag_files(&zone, &[&file]).await;
        browser.read(&zone, "松开鼠标").await;
        browser.drop_files(&zone, &[&file]).await;
        browser.see(&hook("import-table")).await;
        browser.read(&hook("import-overview"), "上庄账号.csv").await;
        browser.read(&hook("import-rows"), "2").await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn an_upload_is_cancelled_and_begun_again() {
    let world = World::new(Backend::Sqlite).await;
    let unit = world.sign_in("110108M044").await;
    let folder = TempDir::new().unwrap();
    let file = write_csv(folder.path(), "账号.csv", &[good_row(1)]);
    // Empty lines, which nobody reads, make it long.
    let mut content = std::fs::read(&file).unwrap();
    content.extend_from_slice(&b",\r\n".repeat(400_000));
    std::fs::write(&file, content).unwrap();
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/import").await;
        // At this rate, the file takes longer than a test may.
        browser.send_slowly(Some(10_000)).await;
        browser.choose_file(&hook("file"), &file).await;
        browser.read(&hook("upload-progress"), "正在上传").await;
        assert_eq!(browser.count(&hook("choose-file")).await, 0);
        browser.click(&hook("upload-cancel")).await;
        browser.see(&hook("choose-file")).await;
        assert_eq!(browser.count(&hook("upload-refused")).await, 0);
        assert_eq!(browser.count(&hook("upload-progress")).await, 0);

        browser.send_slowly(None).await;
        upload(browser, &file).await;
        browser.read(&hook("import-rows"), "1").await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    // What was cancelled has left nothing.
    let imports = unit.get("/accounts/imports").await.expect(200);
    assert_eq!(imports.as_array().unwrap().len(), 1);
    assert_eq!(imports[0]["rows"], json!(1));
}
