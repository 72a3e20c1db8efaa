//! What users would lose in a worse program: what they typed, and where they were.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::register::declare;
use nmrs_tests::{Backend, World};

const PASSWORD_FIELDS: [(&str, &str); 3] = [
    ("old_password", PASSWORD),
    ("new_password", "Bei-jing-2027"),
    ("repeated", "Bei-jing-2027"),
];

fn field(id: &str) -> String {
    format!("{} input", hook(&format!("field-{id}")))
}

#[tokio::test]
async fn an_expired_session_keeps_what_was_typed() {
    let world = World::new(Backend::Sqlite).await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/new").await;
        browser.fill_account("上庄发布", "MjM5MjMxMTMyOA==").await;
        // The check of the identity would be the first to find that the session is over.
        browser.see(&hook("identity-free")).await;
        world
            .db
            .db_run("UPDATE sessions SET ended_at = created_at")
            .await;
        browser.click(&hook("submit")).await;
        browser.read("dialog[open]", "登录已过期").await;
        assert_eq!(browser.value(&field("name")).await, "上庄发布");
        assert_eq!(browser.value(&field("owner")).await, "办公室");
        let stored = "SELECT COUNT(*) AS n FROM accounts";
        assert_eq!(world.db.db_number(stored).await, 0);
        browser
            .fill("dialog[open] input[name=password]", PASSWORD)
            .await;
        browser.click("dialog[open] button[type=submit]").await;
        browser.see_no("dialog[open]").await;
        // What was interrupted goes on by itself, and once.
        browser.read(&hook("accounts"), "上庄发布").await;
        assert_eq!(world.db.db_number(stored).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_keeps_everything_and_names_the_field() {
    let world = World::new(Backend::Sqlite).await;
    let other = world.sign_in("110108M045").await;
    declare(&other, "苏家坨", 1).await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open("/accounts/new").await;
        browser.fill_account("上庄发布", "3000000001").await;
        browser.read(&hook("identity-taken"), "其他填报单位").await;
        browser.click(&hook("submit")).await;
        browser.read(&hook("field-url"), "其他填报单位").await;
        assert_eq!(browser.value(&field("name")).await, "上庄发布");
        browser
            .fill(&field("url"), "https://mp.weixin.qq.com/s/AbCdEf")
            .await;
        browser.click(&hook("submit")).await;
        browser.read(&hook("field-url"), "__biz").await;
        assert_eq!(browser.value(&field("owner")).await, "办公室");
    })
    .await;
}

#[tokio::test]
async fn the_back_button_restores_the_conditions_of_the_list() {
    let world = World::new(Backend::Sqlite).await;
    let unit = world.sign_in("110108M044").await;
    for (n, name) in (1..).zip(["上庄发布", "上庄办事", "温泉资讯"]) {
        declare(&unit, name, n).await;
    }
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.read(&hook("total"), "3").await;
        let name = format!("{} input", hook("filter-name"));
        browser.fill(&name, "上庄").await;
        browser.click(&hook("filter-search")).await;
        browser.read(&hook("total"), "2").await;
        let address = browser.address().await;
        assert!(address.contains("name="), "{address}");
        browser.press("上庄办事").await;
        browser.see("#log li").await;
        browser.back().await;
        browser.read(&hook("total"), "2").await;
        assert_eq!(browser.address().await, address);
        assert_eq!(browser.value(&name).await, "上庄");
        // The same after loading the page anew, and without the condition one step further back.
        browser.reload().await;
        browser.read(&hook("total"), "2").await;
        assert_eq!(browser.value(&name).await, "上庄");
        browser.back().await;
        browser.read(&hook("total"), "3").await;
        assert_eq!(browser.value(&name).await, "");
    })
    .await;
}

#[tokio::test]
async fn a_changed_password_leads_back_to_the_sign_in() {
    let world = World::new(Backend::Sqlite).await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser.open("/password").await;
        for (name, text) in PASSWORD_FIELDS {
            browser
                .fill(&format!("main input[name={name}]"), text)
                .await;
        }
        browser.click("main form button[type=submit]").await;
        browser.see("input[name=username]").await;
        world
            .anonymous()
            .sign_in("110108", "Bei-jing-2027")
            .await
            .expect(200);
    })
    .await;
}
