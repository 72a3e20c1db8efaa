//! Accounts, their list, counts, events and log document.

use nmrs_tests::data::accounts::{
    add_account, approve, close_form, get_account, perform, register_account, reject, to_form,
    version_body, wechat_form,
};
use nmrs_tests::{ApiClient, TestApp, on_both_databases};
use serde_json::{Value, json};

use super::assert_body;

on_both_databases!(
    an_account_in_each_step_of_its_addition,
    a_rejected_modification_with_the_requested_form,
    the_work_list_and_its_counts,
    the_log_its_verification_and_its_document,
    duplicates_and_the_identity_check,
);

/// Returns the unit 110108M044 and its offices 110108 and 110000.
async fn sign_in(app: &TestApp) -> [ApiClient; 3] {
    app.sign_in_all(["110108M044", "110108", "110000"]).await
}

async fn an_account_in_each_step_of_its_addition(app: TestApp) {
    let [unit, district, city] = sign_in(&app).await;
    let draft = json!({"kind": "weibo", "url": "weibo.com/x"});
    let draft = unit.post("/accounts", draft).await.expect(201);
    assert_body("account_draft", &draft);
    let form = wechat_form("上庄发布", 1, true);
    let pending = unit.post("/accounts", form).await.expect(201);
    assert_body("account_add_pending", &pending);
    let id = &pending["id"];
    reject(&district, id, "资料不全").await;
    assert_body("account_add_rejected", &get_account(&unit, id).await);
    let mut form = wechat_form("上庄镇发布", 1, true);
    form["version"] = get_account(&unit, id).await["version"].clone();
    let path = format!("/accounts/{id}/resubmit");
    unit.post(&path, form).await.expect(200);
    approve(&district, id).await;
    approve(&city, id).await;
    assert_body("account_normal", &get_account(&unit, id).await);
    assert_body("account_normal_for_office", &get_account(&city, id).await);
    perform(&unit, id, "close", close_form).await.expect(200);
    approve(&district, id).await;
    assert_body("account_closed_for_office", &get_account(&city, id).await);
}

async fn a_rejected_modification_with_the_requested_form(app: TestApp) {
    let [unit, district, city] = sign_in(&app).await;
    let account = register_account(&unit, &[&district, &city], "上庄发布", 1).await;
    let id = &account["id"];
    let mut form = to_form(&account);
    form["name"] = json!("上庄镇发布");
    let pending = unit.post(&format!("/accounts/{id}/modify"), form).await;
    assert_body("account_modify_pending", &pending.expect(200));
    reject(&district, id, "名称与认证不一致").await;
    assert_body("account_modify_rejected", &get_account(&unit, id).await);
    let abandoned = perform(&unit, id, "abandon", version_body).await;
    assert_eq!(abandoned.expect(200)["status"], "normal");
}

async fn the_work_list_and_its_counts(app: TestApp) {
    let [unit, district, city] = sign_in(&app).await;
    register_account(&unit, &[&district, &city], "上庄发布", 1).await;
    add_account(&unit, "上庄办事", 2).await;
    let page = district.get("/accounts?sort=created_at&per_page=10").await;
    assert_body("account_list", &page.expect(200));
    let empty = city.get("/accounts?name=温泉&page=3").await;
    assert_body("account_list_empty", &empty.expect(200));
    for (name, client) in [("unit", &unit), ("office", &district)] {
        let summary = client.get("/accounts/summary").await.expect(200);
        assert_body(&format!("account_summary_{name}"), &summary);
    }
}

async fn the_log_its_verification_and_its_document(app: TestApp) {
    let [unit, district, city] = sign_in(&app).await;
    let account = register_account(&unit, &[&district, &city], "上庄发布", 1).await;
    let path = format!("/accounts/{}", account["id"]);
    perform(&unit, &account["id"], "close", close_form)
        .await
        .expect(200);
    let get = async |suffix: &str| -> Value {
        let response = district.get(&format!("{path}/{suffix}")).await;
        response.expect(200)
    };
    assert_body("account_events", &get("events").await);
    assert_body("account_verification", &get("events/verification").await);
    assert_body("account_log_document", &get("log-document").await);
}

async fn duplicates_and_the_identity_check(app: TestApp) {
    let [first, second, city] = app
        .sign_in_all(["110108M044", "110105M001", "110000"])
        .await;
    let url = "https%3A%2F%2Fweibo.com%2Fu%2F2803301701";
    let path = format!("/accounts/identity-check?kind=weibo&url={url}");
    let free = first.get(&path).await.expect(200);
    assert_body("identity_check_free", &free);
    let mut form = wechat_form("上庄发布", 1, true);
    form["kind"] = json!("weibo");
    form["url"] = json!("https://weibo.com/u/2803301701");
    first.post("/accounts", form).await.expect(201);
    let taken = second.get(&path).await.expect(200);
    assert_body("identity_check_taken", &taken);
    add_account(&first, "上庄发布", 2).await;
    add_account(&second, "上庄·发布", 3).await;
    let groups = city.get("/accounts/duplicates").await.expect(200);
    assert_body("account_duplicates", &groups);
}
