//! The approval chains, by hand.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::{World, on_both_databases};

on_both_databases!(
    a_declared_account_is_approved_twice_and_shows_its_identifier_and_log,
    a_rejection_at_the_top_goes_back_to_the_unit_and_the_account_climbs_again,
);

/// The titles of the log that is shown, oldest first.
async fn log(browser: &Browser) -> Vec<String> {
    browser.see("#log li").await;
    let mut titles = browser.texts("#log li b").await;
    titles.reverse();
    titles
}

async fn declare(browser: &Browser, name: &str) {
    browser.click(&hook("add-account")).await;
    browser.fill_account(name, "MjM5MjMxMTMyOA==").await;
    browser
        .read(&hook("identity-free"), "MjM5MjMxMTMyOA==")
        .await;
    browser.click(&hook("submit")).await;
    browser.arrive("/accounts").await;
    browser.read(&hook("accounts"), name).await;
}

async fn a_declared_account_is_approved_twice_and_shows_its_identifier_and_log(world: World) {
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        declare(browser, "上庄发布").await;
        browser.sign_out().await;

        browser.sign_in("110108").await;
        browser.read(&hook("tab-to_review"), "1").await;
        browser.review("approve", "").await;
        browser.sign_out().await;

        browser.sign_in("110000").await;
        browser.review("approve", "").await;
        browser.sign_out().await;

        browser.sign_in("110108M044").await;
        browser.read(&hook("accounts"), "110108M044WX0001").await;
        browser.press("上庄发布").await;
        browser.read("main", "110108M044WX0001").await;
        let log = log(browser).await;
        assert_eq!(log.len(), 3, "{log:?}");
        for (title, expected) in log.iter().zip(["添加", "报上级", "终审"]) {
            assert!(title.contains(expected), "{log:?}");
        }
        browser.read("#log", "记录完整").await;
        browser.read("#log", "李审核").await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

async fn a_rejection_at_the_top_goes_back_to_the_unit_and_the_account_climbs_again(world: World) {
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("130102M001").await;
        declare(browser, "长安教育").await;
        browser.sign_out().await;
        for (office, verdict, reason) in [
            ("130102", "approve", ""),
            ("130100", "approve", ""),
            ("130000", "reject", "名称与认证名称不符"),
        ] {
            browser.sign_in(office).await;
            browser.review(verdict, reason).await;
            browser.sign_out().await;
        }

        browser.sign_in("130102M001").await;
        browser.click(&hook("tab-rejected")).await;
        browser.click(&hook("action-handle")).await;
        browser.read(&hook("rejection"), "名称与认证名称不符").await;
        let name = format!("{} input", hook("field-name"));
        assert_eq!(browser.value(&name).await, "长安教育");
        browser.fill(&name, "长安区教育发布").await;
        browser.click(&hook("submit")).await;
        browser.arrive("/accounts").await;
        browser.open("/accounts").await;
        browser.read(&hook("accounts"), "长安区教育发布").await;
        browser.sign_out().await;

        for office in ["130102", "130100", "130000"] {
            browser.sign_in(office).await;
            browser.review("approve", "").await;
            browser.sign_out().await;
        }
        browser.sign_in("130102M001").await;
        browser.press("长安区教育发布").await;
        browser.read("main", "130102M001WX0001").await;
        let log = log(browser).await;
        assert_eq!(log.len(), 8, "{log:?}");
        assert!(
            log[3].contains("驳回") && log[4].contains("重新提交"),
            "{log:?}"
        );
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}
