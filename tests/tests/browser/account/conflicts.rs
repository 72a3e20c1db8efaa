//! Conflicts with changes of others: they are shown, and typed text is kept.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::{field_input, test_id};
use nmrs_tests::data::accounts::{
    add_account, approve, perform, register_account, reject, to_form, wechat_form,
};
use nmrs_tests::{Backend, TestApp};
use serde_json::{Value, json};

#[tokio::test]
async fn a_draft_changed_elsewhere_shows_the_changes_and_keeps_the_text() {
    let app = TestApp::new(Backend::Sqlite).await;
    let unit = app.sign_in("110108M044").await;
    let draft = unit
        .post("/accounts", wechat_form("上庄发布", 1, false))
        .await
        .expect(201);
    let id = &draft["id"];
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open(&format!("/accounts/{id}/edit")).await;
        browser.fill(&field_input("name"), "上庄镇发布").await;
        let mut elsewhere = wechat_form("上庄发布", 1, false);
        elsewhere["owner"] = json!("宣传科");
        elsewhere["version"] = draft["version"].clone();
        unit.put(&format!("/accounts/{id}"), elsewhere)
            .await
            .expect(200);
        browser.click(&test_id("submit")).await;
        let changes = browser
            .expect_text(&test_id("conflict-changes"), "宣传科")
            .await;
        assert!(
            changes.contains("开设主体") && changes.contains("办公室"),
            "{changes}"
        );
        assert_eq!(browser.value(&field_input("name")).await, "上庄镇发布");
        // The newest state, with an offer to restore the typed text.
        browser.click(&test_id("load-newest")).await;
        browser.expect_visible(&test_id("restore-offer")).await;
        assert_eq!(browser.value(&field_input("owner")).await, "宣传科");
        browser.click(&test_id("restore")).await;
        assert_eq!(browser.value(&field_input("name")).await, "上庄镇发布");
        browser.click(&test_id("submit")).await;
        browser
            .expect_text(&test_id("accounts"), "上庄镇发布")
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_review_decided_elsewhere_is_reported_and_the_next_one_opens() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let first = add_account(&unit, "甲号", 1).await;
    add_account(&unit, "乙号", 2).await;
    let review = first["review_id"].clone();
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108").await;
        browser
            .open(&format!("/accounts?tab=to_review&review={review}"))
            .await;
        browser.click(&test_id("reject")).await;
        browser.fill("#review-reason", "名称不一致").await;
        browser.fill("#review-name", "李审核").await;
        browser.fill("#review-phone", "010-35001121").await;
        reject(&district, &first["id"], "由同事驳回").await;
        browser.click(&test_id("decide")).await;
        browser
            .expect_text(&test_id("review-conflict"), "被驳回")
            .await;
        assert_eq!(browser.value("#review-reason").await, "名称不一致");
        browser.click(&test_id("review-seek-next")).await;
        browser.expect_text("dialog[open] h2", "乙号").await;
    })
    .await;
    assert_eq!(app.db.count("reviews").await, 1);
}

#[tokio::test]
async fn a_modification_of_a_changed_account_shows_the_difference() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = &register_account(&unit, &[&district, &city], "上庄发布", 1).await["id"];
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open(&format!("/accounts/{id}/modify")).await;
        browser.fill(&field_input("owner"), "宣传科").await;
        let renamed = |version: &Value, seen: &Value| {
            let mut form = to_form(seen);
            form["name"] = json!("上庄镇发布");
            form["version"] = version.clone();
            form
        };
        let seen = nmrs_tests::data::accounts::get_account(&unit, id).await;
        perform(&unit, id, "modify", |version| renamed(version, &seen))
            .await
            .expect(200);
        approve(&district, id).await;
        browser.click(&test_id("submit")).await;
        browser.click(&test_id("confirm-modify")).await;
        let changes = browser
            .expect_text(&test_id("conflict-changes"), "上庄镇发布")
            .await;
        assert!(changes.contains("名称"), "{changes}");
        assert_eq!(browser.value(&field_input("owner")).await, "宣传科");
    })
    .await;
}
