//! Lists as files, through the page.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::register::declare;
use nmrs_tests::{Backend, World, on_both_databases};
use tempfile::TempDir;

on_both_databases!(a_selection_is_exported_with_the_columns_that_are_shown);

async fn a_selection_is_exported_with_the_columns_that_are_shown(world: World) {
    let unit = world.sign_in("110108M044").await;
    let mut ids = Vec::new();
    for (n, name) in (1..).zip(["=上庄发布", "上庄办事", "温泉资讯"]) {
        ids.push(declare(&unit, name, n).await["id"].clone());
    }
    let downloads = TempDir::new().unwrap();
    Browser::run(world.server.base(), async |browser| {
        browser.download_to(downloads.path()).await;
        browser.sign_in("110108").await;
        browser.see("table.worklist").await;
        browser.click(&hook("export-open")).await;
        browser.read(&hook("export-all"), "3 条").await;
        let without = format!("{}:disabled", hook("export-selected"));
        browser.see(&without).await;
        browser
            .click("[aria-hidden=true].fixed.inset-0.z-30:not(.hidden)")
            .await;

        for id in &ids[..2] {
            let tick = format!("table.worklist {}", hook(&format!("select-{id}")));
            browser.click(&tick).await;
        }
        browser.click(&hook("export-open")).await;
        browser.read(&hook("export-selected"), "2 条").await;
        browser.click(&hook("export-selected")).await;
        browser.read(&hook("export-what"), "选中的 2 条").await;
        browser.click(&hook("export-csv")).await;
        browser.click(&hook("export-start")).await;
        browser.read(&hook("export-done"), "2 条").await;
        let file = browser.downloaded(downloads.path(), ".csv").await;
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("新媒体账号_所选_"), "{name}");
        let content = std::fs::read_to_string(file).unwrap();
        let mut lines = content.trim_start_matches('\u{feff}').lines();
        let titles = lines.next().unwrap();
        assert!(
            titles.contains("名称") && titles.contains("修改时间"),
            "{titles}"
        );
        // Not among the columns that are shown.
        assert!(!titles.contains("开设主体"), "{titles}");
        assert_eq!(lines.count(), 2);
        assert!(
            content.contains("上庄办事") && !content.contains("温泉资讯"),
            "{content}"
        );
        browser.click(&hook("export-close")).await;
        browser.see_no(&hook("export-dialog")).await;

        // All that a condition finds, with every column.
        let by_name = format!("{} input", hook("filter-name"));
        browser.fill(&by_name, "温泉").await;
        browser.click(&hook("filter-search")).await;
        browser.read(&hook("total"), "1").await;
        browser.click(&hook("export-open")).await;
        browser.click(&hook("export-all")).await;
        browser.read(&hook("export-conditions"), "名称 温泉").await;
        browser.click(&hook("export-ndjson")).await;
        browser.click(&hook("export-all-columns")).await;
        browser.click(&hook("export-start")).await;
        let file = browser.downloaded(downloads.path(), ".ndjson").await;
        let content = std::fs::read_to_string(file).unwrap();
        assert_eq!(content.lines().count(), 1);
        assert!(
            content.contains("温泉资讯") && content.contains("owner"),
            "{content}"
        );
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn an_export_is_cancelled_and_begun_again() {
    let world = World::new(Backend::Sqlite).await;
    let unit = world.sign_in("110108M044").await;
    declare(&unit, "上庄发布", 1).await;
    let downloads = TempDir::new().unwrap();
    Browser::run(world.server.base(), async |browser| {
        browser.download_to(downloads.path()).await;
        browser.sign_in("110108M044").await;
        browser.click(&hook("export-open")).await;
        browser.click(&hook("export-all")).await;
        browser.see(&hook("export-start")).await;
        browser.delay(60_000).await;
        browser.click(&hook("export-start")).await;
        browser.see(&hook("export-running")).await;
        browser.click(&hook("export-cancel")).await;
        browser.see(&hook("export-start")).await;
        browser.delay(0).await;
        browser.click(&hook("export-start")).await;
        browser.read(&hook("export-done"), "导出完成").await;
        browser.downloaded(downloads.path(), ".xlsx").await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    let files = std::fs::read_dir(downloads.path()).unwrap().count();
    assert_eq!(files, 1);
}

#[tokio::test]
async fn reporting_units_are_exported_all_or_selected() {
    let world = World::new(Backend::Sqlite).await;
    let downloads = TempDir::new().unwrap();
    Browser::run(world.server.base(), async |browser| {
        browser.download_to(downloads.path()).await;
        browser.sign_in("110108").await;
        browser.open("/reporting-units").await;
        browser.see("main table").await;
        browser
            .click("main tbody tr:first-child input[type=checkbox]")
            .await;
        browser.read(&hook("selection-count"), "1").await;
        browser.click(&hook("export-open")).await;
        browser.click(&hook("export-selected")).await;
        browser.click(&hook("export-csv")).await;
        browser.click(&hook("export-start")).await;
        let file = browser.downloaded(downloads.path(), ".csv").await;
        let content = std::fs::read_to_string(file).unwrap();
        assert_eq!(content.trim_end().lines().count(), 2, "{content}");
        assert!(content.contains("110108M0"), "{content}");
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}
