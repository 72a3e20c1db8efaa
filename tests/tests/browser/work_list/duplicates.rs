//! Accounts that look alike, as those find them who stand above the units.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::register::declare;
use nmrs_tests::{Backend, World};

#[tokio::test]
async fn a_province_finds_accounts_of_nearly_the_same_name_and_opens_one() {
    let world = World::new(Backend::Sqlite).await;
    let [first, second] = world.sign_in_all(["110108M044", "110108M045"]).await;
    let id = declare(&first, "上庄发布", 1).await["id"].clone();
    let other = declare(&second, "上庄·发布公众号", 2).await["id"].clone();
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110000").await;
        browser.click("#menu a[href='/duplicates']").await;
        let group = browser.read(&hook("duplicate-group"), "2 个账号").await;
        assert!(group.contains("海淀区上庄镇人民政府"), "{group}");
        assert!(group.contains("海淀区苏家坨镇人民政府"), "{group}");
        browser.click(&hook("by-link")).await;
        browser.read("main", "没有发现相近的账号").await;
        browser.back().await;
        browser.click(&format!("a[href='/accounts/{id}']")).await;
        browser.arrive(&format!("/accounts/{id}")).await;
        // The account says so itself, and leads to the other.
        browser.read("main", "海淀区苏家坨镇人民政府").await;
        browser
            .click(&format!("main a[href='/accounts/{other}']"))
            .await;
        browser.arrive(&format!("/accounts/{other}")).await;
        browser.sign_out().await;

        browser.sign_in("110108").await;
        browser.see_no("#menu a[href='/duplicates']").await;
        browser.open("/duplicates").await;
        browser.read("main", "没有").await;
        browser.see_no(&hook("duplicate-group")).await;
    })
    .await;
}
