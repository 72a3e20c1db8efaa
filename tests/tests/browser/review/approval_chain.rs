//! The approval chains.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::{TestApp, on_both_databases};

on_both_databases!(
    an_added_account_is_approved_twice_and_shows_its_identifier_and_log,
    an_account_rejected_by_level_one_is_corrected_and_approved_again,
);

/// Returns the titles of the displayed log, oldest first.
async fn log(browser: &Browser) -> Vec<String> {
    browser.expect_visible("#log li").await;
    let mut titles = browser.texts("#log li b").await;
    titles.reverse();
    titles
}

async fn add_account(browser: &Browser, name: &str) {
    browser.click(&test_id("add-account")).await;
    browser.fill_account_form(name, "MjM5MjMxMTMyOA==").await;
    browser
        .expect_text(&test_id("identity-free"), "MjM5MjMxMTMyOA==")
        .await;
    browser.click(&test_id("submit")).await;
    browser.expect_path("/accounts").await;
    browser.expect_text(&test_id("accounts"), name).await;
}

async fn an_added_account_is_approved_twice_and_shows_its_identifier_and_log(app: TestApp) {
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        add_account(browser, "上庄发布").await;
        browser.sign_out().await;

        browser.sign_in("110108").await;
        browser.expect_text(&test_id("tab-to_review"), "1").await;
        browser.decide_first_review("approve", "").await;
        browser.sign_out().await;

        browser.sign_in("110000").await;
        browser.decide_first_review("approve", "").await;
        browser.sign_out().await;

        browser.sign_in("110108M044").await;
        browser
            .expect_text(&test_id("accounts"), "110108M044WX0001")
            .await;
        browser.click_text("上庄发布").await;
        browser.expect_text("main", "110108M044WX0001").await;
        let log = log(browser).await;
        assert_eq!(log.len(), 3, "{log:?}");
        for (title, expected) in log.iter().zip(["添加", "报上级", "终审"]) {
            assert!(title.contains(expected), "{log:?}");
        }
        browser.expect_text("#log", "记录完整").await;
        browser.expect_text("#log", "李审核").await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}

async fn an_account_rejected_by_level_one_is_corrected_and_approved_again(app: TestApp) {
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("130102M001").await;
        add_account(browser, "长安教育").await;
        browser.sign_out().await;
        for (office, verdict, reason) in [
            ("130102", "approve", ""),
            ("130100", "approve", ""),
            ("130000", "reject", "名称与认证名称不符"),
        ] {
            browser.sign_in(office).await;
            browser.decide_first_review(verdict, reason).await;
            browser.sign_out().await;
        }

        browser.sign_in("130102M001").await;
        browser.click(&test_id("tab-rejected")).await;
        browser.click(&test_id("action-handle")).await;
        browser
            .expect_text(&test_id("rejection"), "名称与认证名称不符")
            .await;
        let name = format!("{} input", test_id("field-name"));
        assert_eq!(browser.value(&name).await, "长安教育");
        browser.fill(&name, "长安区教育发布").await;
        browser.click(&test_id("submit")).await;
        browser.expect_path("/accounts").await;
        browser.open("/accounts").await;
        browser
            .expect_text(&test_id("accounts"), "长安区教育发布")
            .await;
        browser.sign_out().await;

        for office in ["130102", "130100", "130000"] {
            browser.sign_in(office).await;
            browser.decide_first_review("approve", "").await;
            browser.sign_out().await;
        }
        browser.sign_in("130102M001").await;
        browser.click_text("长安区教育发布").await;
        browser.expect_text("main", "130102M001WX0001").await;
        let log = log(browser).await;
        assert_eq!(log.len(), 8, "{log:?}");
        assert!(
            log[3].contains("驳回") && log[4].contains("重新提交"),
            "{log:?}"
        );
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
}
