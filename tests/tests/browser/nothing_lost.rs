//! Typed text, filters and positions survive errors and navigation.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::{field_input, test_id};
use nmrs_tests::data::accounts::add_account;
use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{Backend, TestApp};

const PASSWORD_FIELDS: [(&str, &str); 3] = [
    ("old_password", PASSWORD),
    ("new_password", "Bei-jing-2027"),
    ("repeated", "Bei-jing-2027"),
];

#[tokio::test]
async fn an_expired_session_keeps_the_typed_text() {
    let app = TestApp::new(Backend::Sqlite).await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/new").await;
        browser
            .fill_account_form("上庄发布", "MjM5MjMxMTMyOA==")
            .await;
        // Otherwise the identity check would be the first request after the end of the session.
        browser.expect_visible(&test_id("identity-free")).await;
        app.db
            .execute("UPDATE sessions SET ended_at = created_at")
            .await;
        browser.click(&test_id("submit")).await;
        browser.expect_text("dialog[open]", "登录已过期").await;
        assert_eq!(browser.value(&field_input("name")).await, "上庄发布");
        assert_eq!(browser.value(&field_input("owner")).await, "办公室");
        assert_eq!(app.db.count("accounts").await, 0);
        browser
            .fill("dialog[open] input[name=password]", PASSWORD)
            .await;
        browser.click("dialog[open] button[type=submit]").await;
        browser.expect_hidden("dialog[open]").await;
        // The interrupted request is sent again, once.
        browser.expect_text(&test_id("accounts"), "上庄发布").await;
        assert_eq!(app.db.count("accounts").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_keeps_its_text_and_marks_the_field() {
    let app = TestApp::new(Backend::Sqlite).await;
    let other = app.sign_in("110108M045").await;
    add_account(&other, "苏家坨", 1).await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/new").await;
        browser.fill_account_form("上庄发布", "3000000001").await;
        browser
            .expect_text(&test_id("identity-taken"), "其他填报单位")
            .await;
        browser.click(&test_id("submit")).await;
        browser
            .expect_text(&test_id("field-url"), "其他填报单位")
            .await;
        assert_eq!(browser.value(&field_input("name")).await, "上庄发布");
        browser
            .fill(&field_input("url"), "https://mp.weixin.qq.com/s/AbCdEf")
            .await;
        browser.click(&test_id("submit")).await;
        browser.expect_text(&test_id("field-url"), "__biz").await;
        assert_eq!(browser.value(&field_input("owner")).await, "办公室");
    })
    .await;
}

#[tokio::test]
async fn the_back_button_restores_the_filters_of_the_list() {
    let app = TestApp::new(Backend::Sqlite).await;
    let unit = app.sign_in("110108M044").await;
    for (n, name) in (1..).zip(["上庄发布", "上庄办事", "温泉资讯"]) {
        add_account(&unit, name, n).await;
    }
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.expect_text(&test_id("total"), "3").await;
        let name = format!("{} input", test_id("filter-name"));
        browser.fill(&name, "上庄").await;
        browser.click(&test_id("filter-search")).await;
        browser.expect_text(&test_id("total"), "2").await;
        let address = browser.address().await;
        assert!(address.contains("name="), "{address}");
        browser.click_text("上庄办事").await;
        browser.expect_visible("#log li").await;
        browser.back().await;
        browser.expect_text(&test_id("total"), "2").await;
        assert_eq!(browser.address().await, address);
        assert_eq!(browser.value(&name).await, "上庄");
        // The same after a reload; one step further back there is no filter.
        browser.reload().await;
        browser.expect_text(&test_id("total"), "2").await;
        assert_eq!(browser.value(&name).await, "上庄");
        browser.back().await;
        browser.expect_text(&test_id("total"), "3").await;
        assert_eq!(browser.value(&name).await, "");
    })
    .await;
}

#[tokio::test]
async fn a_changed_password_leads_to_the_sign_in_page() {
    let app = TestApp::new(Backend::Sqlite).await;
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.open("/password").await;
        for (name, text) in PASSWORD_FIELDS {
            browser
                .fill(&format!("main input[name={name}]"), text)
                .await;
        }
        browser.click("main form button[type=submit]").await;
        browser.expect_visible("input[name=username]").await;
        app.anonymous()
            .sign_in("110108", "Bei-jing-2027")
            .await
            .expect(200);
    })
    .await;
}
