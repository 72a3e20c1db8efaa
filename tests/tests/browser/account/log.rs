//! The log of an account and its papers: timeline, document, registration sheet.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::register::{act, approve, closure, registered, reject};
use nmrs_tests::{Api, Backend, World};
use serde_json::{Value, json};

/// An account that was registered and whose closure was rejected: five events.
async fn rejected_closure(world: &World) -> (Api, Value) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = registered(&unit, &[&district, &city], "上庄发布", 1).await["id"].clone();
    act(&unit, &id, "close", closure).await.expect(200);
    reject(&district, &id, "材料不全").await;
    (unit, id)
}

async fn titles(browser: &Browser) -> Vec<String> {
    browser.settle().await;
    browser.texts("#log li b").await
}

#[tokio::test]
async fn a_timeline_is_filtered_and_its_address_says_how() {
    let world = World::new(Backend::Sqlite).await;
    let (_, id) = rejected_closure(&world).await;
    let page = format!("/accounts/{id}");
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.open(&page).await;
        browser.read("#log", "记录完整").await;
        assert_eq!(titles(browser).await.len(), 5);
        browser.click(&hook("log-filter")).await;
        let kind = format!("{} select:first-of-type", hook("log-filters"));
        browser.choose(&kind, "rejected").await;
        browser.see_count(&hook("log-entry"), 1).await;
        browser.read("#log", "材料不全").await;
        assert!(browser.address().await.contains("kind=rejected"));

        // The address alone brings the same back, and the browser's way back the whole.
        browser.reload().await;
        browser.see_count(&hook("log-entry"), 1).await;
        browser.click(&hook("log-clear")).await;
        browser.see_count(&hook("log-entry"), 5).await;
        assert_eq!(browser.address().await, page);
        browser.back().await;
        browser.see_count(&hook("log-entry"), 1).await;

        browser
            .open(&format!("{page}?actor=110108M044&sort=seq"))
            .await;
        browser.see_count(&hook("log-entry"), 2).await;
        assert!(titles(browser).await[0].contains("添加"));
        browser.fill("input[name=log-actor]", "北京市").await;
        browser.enter("input[name=log-actor]").await;
        browser.read("#log", "终审同意添加").await;
        browser.see_count(&hook("log-entry"), 1).await;
        browser
            .set_day("[aria-label=\"截止日期\"]", "2020-01-01")
            .await;
        browser.read("#log", "没有符合条件的流水").await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_broken_log_is_called_so_wherever_it_is_shown() {
    let world = World::new(Backend::Sqlite).await;
    let (_, id) = rejected_closure(&world).await;
    let tamper = format!(
        "UPDATE account_events SET actor_name = '别人' WHERE account_id = {id} AND seq = 2"
    );
    world.db.db_run(&tamper).await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.open(&format!("/accounts/{id}")).await;
        browser.read(&hook("log-broken"), "第 2 条流水").await;
        browser.click(&hook("to-log")).await;
        let checks = browser.read(&hook("document-checks"), "未通过").await;
        assert_eq!(checks.matches("第 2 条").count(), 2, "{checks}");
    })
    .await;
}

#[tokio::test]
async fn the_document_shows_every_event_and_is_printed_without_the_menu() {
    let world = World::new(Backend::Sqlite).await;
    let (_, id) = rejected_closure(&world).await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open(&format!("/accounts/{id}")).await;
        browser.click(&hook("to-log")).await;
        browser.see_count(&hook("document-event"), 5).await;
        let text = browser.read(&hook("log-document"), "Ed25519").await;
        for part in [
            "110108M044WX0001",
            "材料不全",
            "经办人",
            "审核人",
            "日期",
            "末条校验值",
        ] {
            assert!(text.contains(part), "no {part} in {text}");
        }
        let checks = browser.read(&hook("document-checks"), "服务器").await;
        assert_eq!(checks.matches("完整").count(), 2, "{checks}");
        browser.click(&hook("save-document")).await;
        browser.read("body", "已保存流水文件").await;
        assert!(browser.printed().await.pages >= 1);
        browser.print_media(true).await;
        browser.see_no("#menu").await;
        browser.see_no(&hook("print")).await;
        browser.see(&hook("log-document")).await;
        browser.print_media(false).await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

/// An account with the longest value that each field may have.
fn longest() -> Value {
    let long = |text: &str, length: usize| text.repeat(length);
    json!({
        "kind": "other",
        "platform_name": long("平", 30),
        "name": long("名", 60),
        "owner": long("主", 100),
        "url": format!("https://example.gov.cn/{}", long("w", 1970)),
        "represents_government": true,
        "functions": ["publish", "service", "interact", "other"],
        "other_function": long("其", 100),
        "contact": {
            "name": long("联", 30),
            "position": long("职", 50),
            "mobile": "13800001111",
            "landline": "010-35001121",
        },
        "submit": true,
    })
}

#[tokio::test]
async fn a_sheet_is_one_page_and_its_code_leads_to_the_account() {
    let world = World::new(Backend::Sqlite).await;
    let offices = ["130102", "130100", "130000"];
    let unit = world.sign_in("130102M001").await;
    let offices = world.sign_in_all(offices).await;
    let id = unit.post("/accounts", longest()).await.expect(201)["id"].clone();
    for office in &offices {
        approve(office, &id).await;
    }
    for _ in 0..2 {
        act(&unit, &id, "close", closure).await.expect(200);
        reject(&offices[0], &id, "材料不全").await;
        let version = |version: &Value| json!({"version": version});
        act(&unit, &id, "abandon", version).await.expect(200);
    }
    let name = "单位".repeat(50);
    let rename = format!("UPDATE reporting_units SET name = '{name}' WHERE code = '130102M001'");
    world.db.db_run(&rename).await;
    let page = format!("/accounts/{id}");
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("130000").await;
        browser.open(&page).await;
        browser.click(&hook("to-sheet")).await;
        browser.read(&hook("sheet"), "130102M001").await;
        let sheet = browser.read(&hook("sheet"), "填报单位（盖章）").await;
        for part in [
            "终审同意添加",
            "驳回关停",
            "李审核",
            "13800001111",
            "名名名",
        ] {
            assert!(sheet.contains(part), "no {part} in {sheet}");
        }
        assert_eq!(browser.printed().await.pages, 1);
        let address = format!("{}{page}", world.server.base());
        assert_eq!(
            browser.texts(&hook("sheet-address")).await,
            [address.as_str()]
        );
        assert_eq!(browser.read_code(&hook("qr")).await, address);
        // Nothing is lost at the end of the page, where it would have been cut.
        let fits = "const sheet = document.querySelector('.sheet'); \
                    return sheet.scrollHeight <= sheet.clientHeight + 1;";
        browser.print_media(true).await;
        assert_eq!(browser.script(fits).await, true);
        browser.print_media(false).await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}
