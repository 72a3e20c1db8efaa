//! The work list, as its user wants it: columns, order, length, and the way back to it.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::register::declare;
use nmrs_tests::{Api, Backend, World, on_both_databases};

on_both_databases!(the_columns_that_a_user_chose_are_there_in_another_browser);

/// The headings of the table between box and running number, and the actions.
async fn headings(browser: &Browser) -> Vec<String> {
    browser.see("table.worklist tbody tr").await;
    let all = browser.texts("table.worklist thead th").await;
    let words = all.iter().map(|text| text.split_whitespace().next());
    let words: Vec<_> = words
        .map(|word| word.unwrap_or_default().to_owned())
        .collect();
    words[2..words.len() - 1].to_vec()
}

fn column(name: &str) -> String {
    format!("{} input", hook(&format!("column-{name}")))
}

async fn declare_many(unit: &Api, names: impl IntoIterator<Item = String>) {
    for (n, name) in (1..).zip(names) {
        declare(unit, &name, n).await;
    }
}

async fn sign_in_again(browser: &Browser, form: &str) {
    browser
        .fill(&format!("{form} input[name=password]"), PASSWORD)
        .await;
    browser.click(&format!("{form} button[type=submit]")).await;
}

async fn the_columns_that_a_user_chose_are_there_in_another_browser(world: World) {
    let unit = world.sign_in("110108M044").await;
    declare(&unit, "上庄发布", 1).await;
    let expected = [
        "名称",
        "开设主体",
        "状态",
        "已等工作日",
        "新媒体标识码",
        "填报单位全称",
        "修改时间",
    ];
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        let first = headings(browser).await;
        assert_eq!(first[..2], ["名称", "账号类型"]);
        browser.click(&hook("columns-open")).await;
        browser.click(&column("kind")).await;
        browser.click(&column("owner")).await;
        // By keyboard alone: the button keeps the focus, however often it is pressed.
        let steps = "const all = [...document.querySelectorAll('[data-testid=columns] li')]; \
            return all.findIndex(li => li.dataset.testid === 'column-owner')";
        let up = hook("column-up-owner");
        browser
            .script(&format!("document.querySelector('{up}').focus()"))
            .await;
        while browser.script(steps).await != 1 {
            let before = browser.script(steps).await;
            browser.press_key("Enter").await;
            let moved = browser.script(steps).await;
            assert_eq!(moved.as_i64(), before.as_i64().map(|n| n - 1));
            browser.focused(&up).await;
        }
        browser.read("[role=status]", "第 2 位").await;
        // What is always shown cannot be hidden.
        for name in ["name", "identifier"] {
            assert_eq!(
                browser.count(&format!("{}:disabled", column(name))).await,
                1
            );
        }
        browser.click(&hook("columns-close")).await;
        assert_eq!(headings(browser).await, expected);
        browser.click(&hook("density-compact")).await;
        browser.see("table.worklist.compact").await;
        // Kept by the server, not by the page.
        let kept = world
            .sign_in("110108")
            .await
            .get("/preferences/work-list")
            .await
            .expect(200);
        assert_eq!(kept["density"], "compact");
    })
    .await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        assert_eq!(headings(browser).await, expected);
        browser.see("table.worklist.compact").await;
        browser.click(&hook("columns-open")).await;
        // By pointer as well.
        let handle = |name: &str| format!("{} > span", hook(&format!("column-{name}")));
        browser.drag(&handle("identifier"), &handle("name")).await;
        browser
            .read(&format!("{} li", hook("columns")), "新媒体标识码")
            .await;
        browser.reload().await;
        assert_eq!(headings(browser).await[..2], ["新媒体标识码", "名称"]);
        browser.click(&hook("columns-open")).await;
        browser.click(&hook("columns-reset")).await;
        browser.click(&hook("columns-close")).await;
        assert_eq!(headings(browser).await[..2], ["名称", "账号类型"]);
        browser.sign_out().await;
        browser.sign_in("110108").await;
        assert_eq!(headings(browser).await[..2], ["名称", "账号类型"]);
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_choice_that_cannot_be_saved_is_told_and_stays() {
    let world = World::new(Backend::Sqlite).await;
    let unit = world.sign_in("110108M044").await;
    declare(&unit, "上庄发布", 1).await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.see("table.worklist tbody tr").await;
        browser
            .script(
                "window.line = window.fetch; \
                 window.fetch = () => Promise.reject(new TypeError('no network'))",
            )
            .await;
        browser.click(&hook("columns-open")).await;
        browser.click(&column("owner")).await;
        browser.read(&hook("columns-unsaved"), "没有保存").await;
        assert!(headings(browser).await.contains(&"开设主体".to_owned()));
        browser.click(&hook("columns-close")).await;
        browser.read(&hook("columns-unsaved"), "没有保存").await;
        browser.script("window.fetch = window.line").await;
        browser.press("重试").await;
        browser.see_no(&hook("columns-unsaved")).await;
        browser.reload().await;
        assert!(headings(browser).await.contains(&"开设主体".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn two_characters_find_and_typing_disturbs_nothing() {
    let world = World::new(Backend::Sqlite).await;
    let unit = world.sign_in("110108M044").await;
    let names = ["平安北京", "北京公安", "公安办事", "上庄发布"];
    declare_many(&unit, names.map(str::to_owned)).await;
    let asked = "return performance.getEntriesByType('resource') \
        .filter(entry => entry.name.includes('/api/v1/accounts')).length";
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.read(&hook("total"), "4").await;
        let name = format!("{} input", hook("filter-name"));
        browser.click(&name).await;
        browser.script("document.activeElement.marked = true").await;
        let address = browser.address().await;
        let before = browser.script(asked).await;
        // An input method composes: nothing is asked, and nothing is taken out of its hands.
        for typed in ["g", "go", "gong", "gong'an", "公安"] {
            browser.compose(typed).await;
            assert_eq!(browser.value(&name).await, typed);
        }
        browser.settle().await;
        assert_eq!(browser.script(asked).await, before);
        assert_eq!(browser.address().await, address);
        browser.compose_end("公安").await;
        assert_eq!(browser.value(&name).await, "公安");
        browser.press_key("Enter").await;
        browser.read(&hook("total"), "2").await;
        // The field is the same one, and still has the focus.
        assert_eq!(
            browser.script("return document.activeElement.marked").await,
            true
        );
        assert_eq!(browser.value(&name).await, "公安");
        let chips = browser.read(&hook("chips"), "名称 公安").await;
        assert!(!chips.contains("标识码"), "{chips}");
        // A condition that is taken off leaves alone what is being typed elsewhere.
        let identifier = format!("{} input", hook("filter-identifier"));
        browser.fill(&identifier, "110108").await;
        browser
            .click("button[aria-label='去掉条件：名称 公安']")
            .await;
        browser.read(&hook("total"), "4").await;
        assert_eq!(browser.value(&name).await, "");
        assert_eq!(browser.value(&identifier).await, "110108");
    })
    .await;
}

#[tokio::test]
async fn the_way_back_leads_to_the_page_that_was_left() {
    let world = World::new(Backend::Sqlite).await;
    let unit = world.sign_in("110108M044").await;
    declare_many(&unit, (1..=25).map(|n| format!("上庄发布{n:02}"))).await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        let name = format!("{} input", hook("filter-name"));
        browser.fill(&name, "上庄").await;
        browser.click(&hook("filter-search")).await;
        browser.read(&hook("chips"), "上庄").await;
        browser.click(&hook("sort-modified_at")).await;
        browser.see("th[aria-sort=ascending]").await;
        browser
            .choose(&format!("{} select", hook("pager")), "10")
            .await;
        browser.read(&hook("pager"), "3").await;
        browser.click("button[aria-label='第 2 页']").await;
        browser.read("table.worklist tbody", "上庄发布11").await;
        let address = browser.address().await;
        for part in ["name=", "sort=modified_at", "page=2", "per_page=10"] {
            assert!(address.contains(part), "{part} in {address}");
        }
        browser.press("上庄发布15").await;
        browser.see("#log li").await;
        browser.back().await;
        let rows = browser.read("table.worklist tbody", "上庄发布11").await;
        assert!(
            !rows.contains("上庄发布10") && rows.contains("上庄发布20"),
            "{rows}"
        );
        assert_eq!(browser.address().await, address);
        assert_eq!(browser.value(&name).await, "上庄");
        // The length is the user's from now on, also where the address says nothing of it.
        browser.open("/accounts").await;
        browser.read(&hook("pager"), "3").await;
        assert_eq!(browser.count("table.worklist tbody tr").await, 10);
    })
    .await;
}

#[tokio::test]
async fn an_ended_session_leads_back_to_the_same_list() {
    let world = World::new(Backend::Sqlite).await;
    let unit = world.sign_in("110108M044").await;
    declare_many(
        &unit,
        ["上庄发布", "上庄办事", "温泉资讯"].map(str::to_owned),
    )
    .await;
    let end = "UPDATE sessions SET ended_at = created_at";
    let filtered = "/accounts?tab=to_review&name=%E4%B8%8A%E5%BA%84&sort=created_at";
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.open(filtered).await;
        browser.read(&hook("total"), "2").await;
        // Under the user's hands: the page stays, and what was asked goes on.
        world.db.db_run(end).await;
        browser.click(&hook("sort-created_at")).await;
        browser.read("dialog[open]", "登录已过期").await;
        sign_in_again(browser, "dialog[open]").await;
        browser.see_no("dialog[open]").await;
        browser.see("th[aria-sort=descending]").await;
        browser.read(&hook("total"), "2").await;
        let address = browser.address().await;
        assert!(address.contains("sort=-created_at"), "{address}");
        assert!(address.contains("name=") && address.contains("tab=to_review"));
        // Found out while the page is loaded anew: the sign-in leads back.
        world.db.db_run(end).await;
        browser.reload().await;
        browser.fill("input[name=username]", "110108").await;
        sign_in_again(browser, "main form").await;
        browser.read(&hook("total"), "2").await;
        assert_eq!(browser.address().await, address);
        // Who signs out and in again begins with the whole list.
        browser.sign_out().await;
        browser.sign_in("110108").await;
        assert_eq!(browser.address().await, "/accounts");
        browser.read(&hook("total"), "3").await;
    })
    .await;
}
