//! Duplicates as an office sees them.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::accounts::add_account;
use nmrs_tests::{Backend, TestApp};

#[tokio::test]
async fn a_province_finds_accounts_with_similar_names_and_opens_one() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [first, second] = app.sign_in_all(["110108M044", "110108M045"]).await;
    let id = add_account(&first, "上庄发布", 1).await["id"].clone();
    let other = add_account(&second, "上庄·发布公众号", 2).await["id"].clone();
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110000").await;
        browser.click("#menu a[href='/duplicates']").await;
        let group = browser
            .expect_text(&test_id("duplicate-group"), "2 个账号")
            .await;
        assert!(group.contains("海淀区上庄镇人民政府"), "{group}");
        assert!(group.contains("海淀区苏家坨镇人民政府"), "{group}");
        browser.click(&test_id("by-link")).await;
        browser.expect_text("main", "没有发现相近的账号").await;
        browser.back().await;
        browser.click(&format!("a[href='/accounts/{id}']")).await;
        browser.expect_path(&format!("/accounts/{id}")).await;
        // The page of the account links to the other account.
        browser.expect_text("main", "海淀区苏家坨镇人民政府").await;
        browser
            .click(&format!("main a[href='/accounts/{other}']"))
            .await;
        browser.expect_path(&format!("/accounts/{other}")).await;
        browser.sign_out().await;

        browser.sign_in("110108").await;
        browser.expect_hidden("#menu a[href='/duplicates']").await;
        browser.open("/duplicates").await;
        browser.expect_text("main", "没有").await;
        browser.expect_hidden(&test_id("duplicate-group")).await;
    })
    .await;
}
