//! The review queue, a review, and the responses to decisions.

use nmrs_tests::data::accounts::{
    add_account, batch_form, decision_form, register_account, reject, to_form, wechat_form,
};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::json;

use super::assert_body;

on_both_databases!(
    the_queue_and_a_review_of_an_addition,
    a_review_of_a_modification_with_its_changes,
    single_decisions,
    a_batch_with_decided_and_refused_items,
);

async fn the_queue_and_a_review_of_an_addition(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let account = add_account(&unit, "上庄发布", 1).await;
    let rejected = reject(&district, &account["id"], "资料不全").await;
    let mut form = wechat_form("上庄镇发布", 1, true);
    form["version"] = rejected["version"].clone();
    let path = format!("/accounts/{}/resubmit", account["id"]);
    let account = unit.post(&path, form).await.expect(200);
    add_account(&unit, "上庄办事", 2).await;
    let queue = district.get("/reviews").await.expect(200);
    assert_body("review_queue", &queue);
    let path = format!("/reviews/{}", account["review_id"]);
    assert_body("review_add", &district.get(&path).await.expect(200));
}

async fn a_review_of_a_modification_with_its_changes(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let account = register_account(&unit, &[&district, &city], "上庄发布", 1).await;
    let mut form = to_form(&account);
    form["name"] = json!("上庄镇发布");
    form["contact"]["position"] = json!("主任");
    let path = format!("/accounts/{}/modify", account["id"]);
    let pending = unit.post(&path, form).await.expect(200);
    let path = format!("/reviews/{}", pending["review_id"]);
    assert_body("review_modify", &district.get(&path).await.expect(200));
}

async fn single_decisions(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let first = add_account(&unit, "上庄发布", 1).await;
    let second = add_account(&unit, "上庄办事", 2).await;
    for (name, verdict, account) in [
        ("decision_approve", "approve", &first),
        ("decision_reject", "reject", &second),
    ] {
        let path = format!("/reviews/{}/decision", account["review_id"]);
        let form = decision_form(verdict, "资料不全", &account["version"]);
        assert_body(name, &district.post(&path, form).await.expect(200));
    }
}

async fn a_batch_with_decided_and_refused_items(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let good = add_account(&unit, "上庄发布", 1).await;
    let mut stale = add_account(&unit, "上庄办事", 2).await;
    stale["version"] = json!(99);
    let unknown = json!({"review_id": 999_999, "version": 1});
    let form = batch_form("approve", "", &[&good, &stale, &unknown]);
    let response = district.post("/reviews/decisions", form).await;
    assert_body("decision_batch", &response.expect(200));
}
