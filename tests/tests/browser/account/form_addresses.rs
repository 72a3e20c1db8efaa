//! The URLs of the two forms of an account lead to the right page in each status.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::{field_input, test_id};
use nmrs_tests::data::accounts::{
    add_account, approve, close_form, get_account, perform, register_account, reject, to_form,
};
use nmrs_tests::{ApiClient, Backend, TestApp};
use serde_json::{Value, json};

const FORMS: [&str; 2] = ["edit", "modify"];

/// Applies to modify the name and the contact.
async fn apply_to_rename(unit: &ApiClient, id: &Value, name: &str) {
    let mut form = to_form(&get_account(unit, id).await);
    form["name"] = json!(name);
    form["contact"]["position"] = json!("主任");
    perform(unit, id, "modify", |_| form.clone())
        .await
        .expect(200);
}

/// Expects both form URLs to lead to this page.
async fn expect_both_open(browser: &Browser, id: &Value, page: &str, selector: &str) {
    for form in FORMS {
        browser.open(&format!("/accounts/{id}/{form}")).await;
        browser.expect_visible(selector).await;
        assert_eq!(browser.address().await, format!("/accounts/{id}{page}"));
    }
}

/// Expects both form URLs to show an explanation with a link to the account.
async fn expect_both_explain(browser: &Browser, id: &Value, text: &str) {
    for form in FORMS {
        browser.open(&format!("/accounts/{id}/{form}")).await;
        browser.expect_text(&test_id("not-here"), text).await;
        browser.click(&test_id("to-account")).await;
        browser.expect_visible("#log li").await;
        assert_eq!(browser.address().await, format!("/accounts/{id}"));
    }
}

#[tokio::test]
async fn a_rejected_modification_is_continued_from_either_form_url() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = &register_account(&unit, &[&district, &city], "上庄发布", 1).await["id"];
    apply_to_rename(&unit, id, "上庄镇发布").await;
    reject(&district, id, "名称应与认证一致").await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        expect_both_open(browser, id, "/modify", &test_id("modify-form")).await;
        browser
            .expect_text(&test_id("rejection"), "名称应与认证一致")
            .await;
        browser.expect_visible(&test_id("filled-in")).await;
        // The form contains the requested changes and no local draft.
        assert_eq!(browser.value(&field_input("name")).await, "上庄镇发布");
        assert_eq!(
            browser.value(&field_input("contact-position")).await,
            "主任"
        );
        browser.click(&test_id("cancel")).await;
        browser.expect_visible("#log li").await;
        browser.click(&test_id("do-resubmit")).await;
        browser.expect_visible(&test_id("modify-form")).await;
        assert_eq!(browser.count(&test_id("restore-offer")).await, 0);
        browser.fill(&field_input("name"), "海淀上庄发布").await;
        browser.click(&test_id("submit")).await;
        let summary = browser
            .expect_text(&test_id("dialog-modify"), "海淀上庄发布")
            .await;
        assert!(summary.contains("主任"), "{summary}");
        browser.click(&test_id("confirm-modify")).await;
        browser.expect_text("main", "修改待审核").await;
        // After submission, the form URLs show why there is no form.
        expect_both_explain(browser, id, "正在等待海淀区审核").await;
        reject(&district, id, "仍不一致").await;
        browser.reload().await;
        browser.expect_text("main", "仍不一致").await;
        browser.click(&test_id("do-abandon")).await;
        browser.click(&test_id("confirm-abandon")).await;
        browser.expect_visible(&test_id("do-modify")).await;
        expect_both_open(browser, id, "/modify", &test_id("modify-form")).await;
        assert_eq!(browser.value(&field_input("name")).await, "上庄发布");
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    assert_eq!(get_account(&unit, id).await["name"], "上庄发布");
    nmrs_tests::invariants::check_integrity(&app.db).await;
}

#[tokio::test]
async fn every_other_status_has_a_form_or_an_explanation() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let draft = nmrs_tests::data::accounts::wechat_form("草稿", 1, false);
    let draft = &unit.post("/accounts", draft).await.expect(201)["id"];
    let waiting = &add_account(&unit, "待审", 2).await["id"];
    let refused = &add_account(&unit, "驳回", 3).await["id"];
    reject(&district, refused, "材料不全").await;
    let offices = [&district, &city];
    let closing = &register_account(&unit, &offices, "关停驳回", 4).await["id"];
    perform(&unit, closing, "close", close_form)
        .await
        .expect(200);
    reject(&district, closing, "尚未注销").await;
    let closed = &register_account(&unit, &offices, "已关停", 5).await["id"];
    perform(&unit, closed, "close", close_form)
        .await
        .expect(200);
    approve(&district, closed).await;
    let normal = &register_account(&unit, &offices, "正常", 6).await["id"];
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        expect_both_open(browser, draft, "/edit", &test_id("save-draft")).await;
        expect_both_open(browser, refused, "/edit", &test_id("rejection")).await;
        expect_both_open(browser, closing, "", &test_id("do-resubmit")).await;
        expect_both_open(browser, normal, "/modify", &test_id("modify-form")).await;
        expect_both_explain(browser, waiting, "正在等待海淀区审核").await;
        expect_both_explain(browser, closed, "组织单位申请恢复").await;
        for nobody in ["999/edit", "999/modify", "x/edit", "x/modify"] {
            browser.open(&format!("/accounts/{nobody}")).await;
            browser.expect_text("main", "没有找到这个账号").await;
        }
        browser.sign_out().await;

        // An office sees the account but not the forms.
        browser.sign_in("110108").await;
        expect_both_explain(browser, normal, "由填报单位").await;
        expect_both_explain(browser, refused, "由填报单位").await;
        expect_both_explain(browser, waiting, "等待本单位审核").await;
        browser.open(&format!("/accounts/{draft}/edit")).await;
        browser.expect_text("main", "没有找到这个账号").await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}
