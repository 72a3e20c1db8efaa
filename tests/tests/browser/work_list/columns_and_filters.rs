//! Columns, sort order, page size and filters of the work list, and the return to it.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::accounts::{add_account, add_accounts};
use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{Backend, TestApp, on_both_databases};

on_both_databases!(chosen_columns_are_kept_for_another_browser);

/// Returns the headings without the checkbox, the running number and the actions.
async fn headings(browser: &Browser) -> Vec<String> {
    browser.expect_visible("table.worklist tbody tr").await;
    let all = browser.texts("table.worklist thead th").await;
    let words = all.iter().map(|text| text.split_whitespace().next());
    let words: Vec<_> = words
        .map(|word| word.unwrap_or_default().to_owned())
        .collect();
    words[2..words.len() - 1].to_vec()
}

fn column_checkbox(name: &str) -> String {
    format!("{} input", test_id(&format!("column-{name}")))
}

async fn enter_password(browser: &Browser, form: &str) {
    browser
        .fill(&format!("{form} input[name=password]"), PASSWORD)
        .await;
    browser.click(&format!("{form} button[type=submit]")).await;
}

async fn chosen_columns_are_kept_for_another_browser(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    add_account(&unit, "上庄发布", 1).await;
    let expected = [
        "名称",
        "开设主体",
        "状态",
        "已等工作日",
        "新媒体标识码",
        "填报单位全称",
        "修改时间",
    ];
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        let first = headings(browser).await;
        assert_eq!(first[..2], ["名称", "账号类型"]);
        browser.click(&test_id("columns-open")).await;
        browser.click(&column_checkbox("kind")).await;
        browser.click(&column_checkbox("owner")).await;
        // The button keeps the focus while it is pressed repeatedly.
        let position = "const all = [...document.querySelectorAll('[data-testid=columns] li')]; \
            return all.findIndex(li => li.dataset.testid === 'column-owner')";
        let up = test_id("column-up-owner");
        browser
            .run_script(&format!("document.querySelector('{up}').focus()"))
            .await;
        while browser.run_script(position).await != 1 {
            let before = browser.run_script(position).await;
            browser.press_key("Enter").await;
            let moved = browser.run_script(position).await;
            assert_eq!(moved.as_i64(), before.as_i64().map(|n| n - 1));
            browser.expect_focus(&up).await;
        }
        browser.expect_text("[role=status]", "第 2 位").await;
        // These columns cannot be hidden.
        for name in ["name", "identifier"] {
            assert_eq!(
                browser
                    .count(&format!("{}:disabled", column_checkbox(name)))
                    .await,
                1
            );
        }
        browser.click(&test_id("columns-close")).await;
        assert_eq!(headings(browser).await, expected);
        browser.click(&test_id("density-compact")).await;
        browser.expect_visible("table.worklist.compact").await;
        // The server stores the preferences.
        let kept = app
            .sign_in("110108")
            .await
            .get("/preferences/work-list")
            .await
            .expect(200);
        assert_eq!(kept["density"], "compact");
    })
    .await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        assert_eq!(headings(browser).await, expected);
        browser.expect_visible("table.worklist.compact").await;
        browser.click(&test_id("columns-open")).await;
        // The same by pointer.
        let handle = |name: &str| format!("{} > span", test_id(&format!("column-{name}")));
        browser.drag(&handle("identifier"), &handle("name")).await;
        browser
            .expect_text(&format!("{} li", test_id("columns")), "新媒体标识码")
            .await;
        browser.reload().await;
        assert_eq!(headings(browser).await[..2], ["新媒体标识码", "名称"]);
        browser.click(&test_id("columns-open")).await;
        browser.click(&test_id("columns-reset")).await;
        browser.click(&test_id("columns-close")).await;
        assert_eq!(headings(browser).await[..2], ["名称", "账号类型"]);
        browser.sign_out().await;
        browser.sign_in("110108").await;
        assert_eq!(headings(browser).await[..2], ["名称", "账号类型"]);
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn preferences_that_cannot_be_saved_are_kept_and_reported() {
    let app = TestApp::new(Backend::Sqlite).await;
    let unit = app.sign_in("110108M044").await;
    add_account(&unit, "上庄发布", 1).await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.expect_visible("table.worklist tbody tr").await;
        browser
            .run_script(
                "window.line = window.fetch; \
                 window.fetch = () => Promise.reject(new TypeError('no network'))",
            )
            .await;
        browser.click(&test_id("columns-open")).await;
        browser.click(&column_checkbox("owner")).await;
        browser
            .expect_text(&test_id("columns-unsaved"), "没有保存")
            .await;
        assert!(headings(browser).await.contains(&"开设主体".to_owned()));
        browser.click(&test_id("columns-close")).await;
        browser
            .expect_text(&test_id("columns-unsaved"), "没有保存")
            .await;
        browser.run_script("window.fetch = window.line").await;
        browser.click_text("重试").await;
        browser.expect_hidden(&test_id("columns-unsaved")).await;
        browser.reload().await;
        assert!(headings(browser).await.contains(&"开设主体".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn two_characters_are_searched_and_composition_is_not_disturbed() {
    let app = TestApp::new(Backend::Sqlite).await;
    let unit = app.sign_in("110108M044").await;
    let names = ["平安北京", "北京公安", "公安办事", "上庄发布"];
    add_accounts(&unit, names.map(str::to_owned)).await;
    let request_count = "return performance.getEntriesByType('resource') \
        .filter(entry => entry.name.includes('/api/v1/accounts')).length";
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.expect_text(&test_id("total"), "4").await;
        let name = format!("{} input", test_id("filter-name"));
        browser.click(&name).await;
        browser
            .run_script("document.activeElement.marked = true")
            .await;
        let address = browser.address().await;
        let before = browser.run_script(request_count).await;
        // During composition, no request is sent and the field is not changed.
        for typed in ["g", "go", "gong", "gong'an", "公安"] {
            browser.compose(typed).await;
            assert_eq!(browser.value(&name).await, typed);
        }
        browser.wait_until_idle().await;
        assert_eq!(browser.run_script(request_count).await, before);
        assert_eq!(browser.address().await, address);
        browser.end_composition("公安").await;
        assert_eq!(browser.value(&name).await, "公安");
        browser.press_key("Enter").await;
        browser.expect_text(&test_id("total"), "2").await;
        // The field was not replaced and still has the focus.
        assert_eq!(
            browser
                .run_script("return document.activeElement.marked")
                .await,
            true
        );
        assert_eq!(browser.value(&name).await, "公安");
        let chips = browser.expect_text(&test_id("chips"), "名称 公安").await;
        assert!(!chips.contains("标识码"), "{chips}");
        // Removing a filter does not change the text typed in another field.
        let identifier = format!("{} input", test_id("filter-identifier"));
        browser.fill(&identifier, "110108").await;
        browser
            .click("button[aria-label='去掉条件：名称 公安']")
            .await;
        browser.expect_text(&test_id("total"), "4").await;
        assert_eq!(browser.value(&name).await, "");
        assert_eq!(browser.value(&identifier).await, "110108");
    })
    .await;
}

#[tokio::test]
async fn the_back_button_leads_to_the_previous_list_page() {
    let app = TestApp::new(Backend::Sqlite).await;
    let unit = app.sign_in("110108M044").await;
    add_accounts(&unit, (1..=25).map(|n| format!("上庄发布{n:02}"))).await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        let name = format!("{} input", test_id("filter-name"));
        browser.fill(&name, "上庄").await;
        browser.click(&test_id("filter-search")).await;
        browser.expect_text(&test_id("chips"), "上庄").await;
        browser.click(&test_id("sort-modified_at")).await;
        browser.expect_visible("th[aria-sort=ascending]").await;
        browser
            .select_option(&format!("{} select", test_id("pager")), "10")
            .await;
        browser.expect_text(&test_id("pager"), "3").await;
        browser.click("button[aria-label='第 2 页']").await;
        browser
            .expect_text("table.worklist tbody", "上庄发布11")
            .await;
        let address = browser.address().await;
        for part in ["name=", "sort=modified_at", "page=2", "per_page=10"] {
            assert!(address.contains(part), "{part} in {address}");
        }
        browser.click_text("上庄发布15").await;
        browser.expect_visible("#log li").await;
        browser.back().await;
        let rows = browser
            .expect_text("table.worklist tbody", "上庄发布11")
            .await;
        assert!(
            !rows.contains("上庄发布10") && rows.contains("上庄发布20"),
            "{rows}"
        );
        assert_eq!(browser.address().await, address);
        assert_eq!(browser.value(&name).await, "上庄");
        // The page size is a preference; it also applies to a URL without it.
        browser.open("/accounts").await;
        browser.expect_text(&test_id("pager"), "3").await;
        assert_eq!(browser.count("table.worklist tbody tr").await, 10);
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_after_an_ended_session_returns_to_the_same_list() {
    let app = TestApp::new(Backend::Sqlite).await;
    let unit = app.sign_in("110108M044").await;
    add_accounts(
        &unit,
        ["上庄发布", "上庄办事", "温泉资讯"].map(str::to_owned),
    )
    .await;
    let end = "UPDATE sessions SET ended_at = created_at";
    let filtered = "/accounts?tab=to_review&name=%E4%B8%8A%E5%BA%84&sort=created_at";
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.open(filtered).await;
        browser.expect_text(&test_id("total"), "2").await;
        // The session ends while the page is used: it stays, and the request is sent again.
        app.db.execute(end).await;
        browser.click(&test_id("sort-created_at")).await;
        browser.expect_text("dialog[open]", "登录已过期").await;
        enter_password(browser, "dialog[open]").await;
        browser.expect_hidden("dialog[open]").await;
        browser.expect_visible("th[aria-sort=descending]").await;
        browser.expect_text(&test_id("total"), "2").await;
        let address = browser.address().await;
        assert!(address.contains("sort=-created_at"), "{address}");
        assert!(address.contains("name=") && address.contains("tab=to_review"));
        // The session ends before a reload: the sign-in returns to the page.
        app.db.execute(end).await;
        browser.reload().await;
        browser.fill("input[name=username]", "110108").await;
        enter_password(browser, "main form").await;
        browser.expect_text(&test_id("total"), "2").await;
        assert_eq!(browser.address().await, address);
        // After a sign-out, the next sign-in opens the whole list.
        browser.sign_out().await;
        browser.sign_in("110108").await;
        assert_eq!(browser.address().await, "/accounts");
        browser.expect_text(&test_id("total"), "3").await;
    })
    .await;
}

#[tokio::test]
async fn the_accounts_of_a_unit_are_opened_from_the_list_of_units() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [unit, neighbour] = app.sign_in_all(["110108M044", "110108M045"]).await;
    add_account(&unit, "上庄发布", 1).await;
    add_account(&neighbour, "苏家坨发布", 2).await;
    let id = app.db.reporting_unit_id("110108M044").await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.open("/reporting-units").await;
        browser
            .click(&format!("main table a[href='/accounts?unit={id}']"))
            .await;
        browser
            .expect_text(&test_id("chips"), "填报单位 海淀区上庄镇人民政府")
            .await;
        browser
            .expect_text("table.worklist tbody", "上庄发布")
            .await;
        assert_eq!(browser.count("table.worklist tbody tr").await, 1);
        browser.click(&format!("{} button", test_id("chips"))).await;
        browser.expect_path("/accounts").await;
        browser
            .expect_text("table.worklist tbody", "苏家坨发布")
            .await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}
