//! What somebody else changed meanwhile is told, and what was typed stays.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::register::{act, approve, declare, form_of, registered, reject, wechat};
use nmrs_tests::{Backend, World};
use serde_json::{Value, json};

fn field(id: &str) -> String {
    format!("{} input", hook(&format!("field-{id}")))
}

#[tokio::test]
async fn a_draft_that_was_changed_elsewhere_says_what_and_keeps_what_was_typed() {
    let world = World::new(Backend::Sqlite).await;
    let unit = world.sign_in("110108M044").await;
    let draft = unit
        .post("/accounts", wechat("上庄发布", 1, false))
        .await
        .expect(201);
    let id = &draft["id"];
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open(&format!("/accounts/{id}/edit")).await;
        browser.fill(&field("name"), "上庄镇发布").await;
        let mut elsewhere = wechat("上庄发布", 1, false);
        elsewhere["owner"] = json!("宣传科");
        elsewhere["version"] = draft["version"].clone();
        unit.put(&format!("/accounts/{id}"), elsewhere)
            .await
            .expect(200);
        browser.click(&hook("submit")).await;
        let told = browser.read(&hook("conflict-changes"), "宣传科").await;
        assert!(
            told.contains("开设主体") && told.contains("办公室"),
            "{told}"
        );
        assert_eq!(browser.value(&field("name")).await, "上庄镇发布");
        // The newest state, with what was typed within reach.
        browser.click(&hook("load-newest")).await;
        browser.see(&hook("restore-offer")).await;
        assert_eq!(browser.value(&field("owner")).await, "宣传科");
        browser.click(&hook("restore")).await;
        assert_eq!(browser.value(&field("name")).await, "上庄镇发布");
        browser.click(&hook("submit")).await;
        browser.read(&hook("accounts"), "上庄镇发布").await;
    })
    .await;
}

#[tokio::test]
async fn a_review_that_was_decided_elsewhere_says_so_and_goes_on() {
    let world = World::new(Backend::Sqlite).await;
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let first = declare(&unit, "甲号", 1).await;
    declare(&unit, "乙号", 2).await;
    let review = first["review_id"].clone();
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser
            .open(&format!("/accounts?tab=to_review&review={review}"))
            .await;
        browser.click(&hook("reject")).await;
        browser.fill("#review-reason", "名称不一致").await;
        browser.fill("#review-name", "李审核").await;
        browser.fill("#review-phone", "010-35001121").await;
        reject(&district, &first["id"], "由同事驳回").await;
        browser.click(&hook("decide")).await;
        browser.read(&hook("review-conflict"), "被驳回").await;
        assert_eq!(browser.value("#review-reason").await, "名称不一致");
        browser.click(&hook("review-seek-next")).await;
        browser.read("dialog[open] h2", "乙号").await;
    })
    .await;
    let decisions = "SELECT COUNT(*) AS n FROM reviews";
    assert_eq!(world.db.db_number(decisions).await, 1);
}

#[tokio::test]
async fn a_modification_of_what_was_modified_meanwhile_shows_the_difference() {
    let world = World::new(Backend::Sqlite).await;
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = &registered(&unit, &[&district, &city], "上庄发布", 1).await["id"];
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open(&format!("/accounts/{id}/modify")).await;
        browser.fill(&field("owner"), "宣传科").await;
        let renamed = |version: &Value, seen: &Value| {
            let mut form = form_of(seen);
            form["name"] = json!("上庄镇发布");
            form["version"] = version.clone();
            form
        };
        let seen = nmrs_tests::register::account(&unit, id).await;
        act(&unit, id, "modify", |version| renamed(version, &seen))
            .await
            .expect(200);
        approve(&district, id).await;
        browser.click(&hook("submit")).await;
        browser.click(&hook("confirm-modify")).await;
        let told = browser.read(&hook("conflict-changes"), "上庄镇发布").await;
        assert!(told.contains("名称"), "{told}");
        assert_eq!(browser.value(&field("owner")).await, "宣传科");
    })
    .await;
}
