//! The timeline, the log document and the registration sheet of an account.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::accounts::{approve, close_form, perform, register_account, reject};
use nmrs_tests::{ApiClient, Backend, TestApp};
use serde_json::{Value, json};

/// Registers an account and has its closure rejected: five events.
async fn register_with_rejected_closure(app: &TestApp) -> (ApiClient, Value) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = register_account(&unit, &[&district, &city], "上庄发布", 1).await["id"].clone();
    perform(&unit, &id, "close", close_form).await.expect(200);
    reject(&district, &id, "材料不全").await;
    (unit, id)
}

async fn titles(browser: &Browser) -> Vec<String> {
    browser.wait_until_idle().await;
    browser.texts("#log li b").await
}

#[tokio::test]
async fn the_filters_of_the_timeline_are_kept_in_the_url() {
    let app = TestApp::new(Backend::Sqlite).await;
    let (_, id) = register_with_rejected_closure(&app).await;
    let page = format!("/accounts/{id}");
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.open(&page).await;
        browser.expect_text("#log", "记录完整").await;
        assert_eq!(titles(browser).await.len(), 5);
        browser.click(&test_id("log-filter")).await;
        let kind = format!("{} select:first-of-type", test_id("log-filters"));
        browser.select_option(&kind, "rejected").await;
        browser.expect_count(&test_id("log-entry"), 1).await;
        browser.expect_text("#log", "材料不全").await;
        assert!(browser.address().await.contains("kind=rejected"));

        // A reload keeps the filter; the back button restores it after it was cleared.
        browser.reload().await;
        browser.expect_count(&test_id("log-entry"), 1).await;
        browser.click(&test_id("log-clear")).await;
        browser.expect_count(&test_id("log-entry"), 5).await;
        assert_eq!(browser.address().await, page);
        browser.back().await;
        browser.expect_count(&test_id("log-entry"), 1).await;

        browser
            .open(&format!("{page}?actor=110108M044&sort=seq"))
            .await;
        browser.expect_count(&test_id("log-entry"), 2).await;
        assert!(titles(browser).await[0].contains("添加"));
        browser.fill("input[name=log-actor]", "北京市").await;
        browser.press_enter_in("input[name=log-actor]").await;
        browser.expect_text("#log", "终审同意添加").await;
        browser.expect_count(&test_id("log-entry"), 1).await;
        browser
            .set_day("[aria-label=\"截止日期\"]", "2020-01-01")
            .await;
        browser.expect_text("#log", "没有符合条件的流水").await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_broken_log_is_marked_on_every_page() {
    let app = TestApp::new(Backend::Sqlite).await;
    let (_, id) = register_with_rejected_closure(&app).await;
    let tamper = format!(
        "UPDATE account_events SET actor_name = '别人' WHERE account_id = {id} AND seq = 2"
    );
    app.db.execute(&tamper).await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.open(&format!("/accounts/{id}")).await;
        browser
            .expect_text(&test_id("log-broken"), "第 2 条流水")
            .await;
        browser.click(&test_id("to-log")).await;
        let checks = browser
            .expect_text(&test_id("document-checks"), "未通过")
            .await;
        assert_eq!(checks.matches("第 2 条").count(), 2, "{checks}");
    })
    .await;
}

#[tokio::test]
async fn the_log_document_shows_every_event_and_prints_without_the_menu() {
    let app = TestApp::new(Backend::Sqlite).await;
    let (_, id) = register_with_rejected_closure(&app).await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open(&format!("/accounts/{id}")).await;
        browser.click(&test_id("to-log")).await;
        browser.expect_count(&test_id("document-event"), 5).await;
        let text = browser
            .expect_text(&test_id("log-document"), "Ed25519")
            .await;
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
        let checks = browser
            .expect_text(&test_id("document-checks"), "服务器")
            .await;
        assert_eq!(checks.matches("完整").count(), 2, "{checks}");
        browser.click(&test_id("save-document")).await;
        browser.expect_text("body", "已保存流水文件").await;
        assert!(browser.print_to_pdf().await.pages >= 1);
        browser.emulate_print(true).await;
        browser.expect_hidden("#menu").await;
        browser.expect_hidden(&test_id("print")).await;
        browser.expect_visible(&test_id("log-document")).await;
        browser.emulate_print(false).await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}

/// Returns a form with the longest value of each field.
fn longest_form() -> Value {
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
async fn the_registration_sheet_fits_one_page_and_its_qr_code_links_to_the_account() {
    let app = TestApp::new(Backend::Sqlite).await;
    let offices = ["130102", "130100", "130000"];
    let unit = app.sign_in("130102M001").await;
    let offices = app.sign_in_all(offices).await;
    let id = unit.post("/accounts", longest_form()).await.expect(201)["id"].clone();
    for office in &offices {
        approve(office, &id).await;
    }
    for _ in 0..2 {
        perform(&unit, &id, "close", close_form).await.expect(200);
        reject(&offices[0], &id, "材料不全").await;
        let version = |version: &Value| json!({"version": version});
        perform(&unit, &id, "abandon", version).await.expect(200);
    }
    let name = "单位".repeat(50);
    let rename = format!("UPDATE reporting_units SET name = '{name}' WHERE code = '130102M001'");
    app.db.execute(&rename).await;
    let page = format!("/accounts/{id}");
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("130000").await;
        browser.open(&page).await;
        browser.click(&test_id("to-sheet")).await;
        browser.expect_text(&test_id("sheet"), "130102M001").await;
        let sheet = browser
            .expect_text(&test_id("sheet"), "填报单位（盖章）")
            .await;
        for part in [
            "终审同意添加",
            "驳回关停",
            "李审核",
            "13800001111",
            "名名名",
        ] {
            assert!(sheet.contains(part), "no {part} in {sheet}");
        }
        assert_eq!(browser.print_to_pdf().await.pages, 1);
        let address = format!("{}{page}", app.server.base());
        assert_eq!(
            browser.texts(&test_id("sheet-address")).await,
            [address.as_str()]
        );
        assert_eq!(browser.read_qr_code(&test_id("qr")).await, address);
        // Nothing is cut off at the end of the page.
        let fits = "const sheet = document.querySelector('.sheet'); \
                    return sheet.scrollHeight <= sheet.clientHeight + 1;";
        browser.emulate_print(true).await;
        assert_eq!(browser.run_script(fits).await, true);
        browser.emulate_print(false).await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}
