//! Modification, closure, restoration and deletion of registered accounts.

use nmrs_tests::data::accounts::{
    approve, close_form, decide, delete_form, get_account, log_lines, perform, register_account,
    reject, restore_form, to_form, wechat_form,
};
use nmrs_tests::{ApiClient, TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    the_log_of_an_addition_contains_the_entries_and_their_corrections,
    a_modification_takes_effect_when_the_direct_office_approves,
    a_rejected_modification_is_abandoned_or_resubmitted,
    invalid_modifications_are_refused,
    an_account_can_be_restored_only_once,
    a_rejected_restore_returns_to_level_one,
    a_restore_is_refused_if_the_identity_was_taken,
    a_closure_needs_all_fields_of_its_form,
    the_central_office_deletes_in_any_status_and_the_log_remains,
);

/// Returns the unit 130102M001, its county, city and province, and the central office.
async fn sign_in_all(app: &TestApp) -> [ApiClient; 5] {
    app.sign_in_all(["130102M001", "130102", "130100", "130000", "GB0000"])
        .await
}

fn renamed_form(account: &Value, name: &str) -> Value {
    let mut form = to_form(account);
    form["name"] = json!(name);
    form
}

async fn the_log_of_an_addition_contains_the_entries_and_their_corrections(app: TestApp) {
    let [unit, county, ..] = &sign_in_all(&app).await;
    let id = &unit
        .post("/accounts", wechat_form("长安教育", 1, true))
        .await
        .expect(201)["id"];
    let rejected = reject(county, id, "名称不全").await;
    let mut corrected = wechat_form("长安区教育局发布", 1, true);
    corrected["version"] = rejected["version"].clone();
    let path = format!("/accounts/{id}/resubmit");
    let again = unit.post(&path, corrected).await.expect(200);

    let log = unit
        .get(&format!("/accounts/{id}/events"))
        .await
        .expect(200);
    let entered = |n: usize| log["items"][n]["details"]["changes"].clone();
    assert_eq!(
        entered(0),
        json!([{"field": "name", "label": "名称", "old": "长安教育", "new": "长安区教育局发布"}])
    );
    let first = entered(2);
    let first = first.as_array().unwrap();
    let value = |field: &str| {
        let found = first.iter().find(|change| change["field"] == field);
        found
            .map(|change| change["new"].clone())
            .unwrap_or_default()
    };
    assert_eq!(value("name"), "长安教育");
    assert_eq!(value("functions"), "信息发布、互动交流");
    assert_eq!(value("contact.mobile"), "13800001111");
    // The review of an addition has no changes.
    let review = format!("/reviews/{}", again["review_id"]);
    assert_eq!(county.get(&review).await.expect(200)["changes"], json!([]));
}

async fn a_modification_takes_effect_when_the_direct_office_approves(app: TestApp) {
    let [unit, county, city, province, _] = &sign_in_all(&app).await;
    let before = register_account(unit, &[county, city, province], "长安教育", 1).await;
    let id = &before["id"];
    let pending = unit
        .post(
            &format!("/accounts/{id}/modify"),
            renamed_form(&before, "长安教育发布"),
        )
        .await;
    let pending = pending.expect(200);
    assert_eq!(pending["status"], "modify_pending");
    assert_eq!(
        pending["name"], "长安教育",
        "it stays as it is until somebody approves"
    );

    let review = county
        .get(&format!("/reviews/{}", pending["review_id"]))
        .await
        .expect(200);
    assert_eq!(
        review["changes"],
        json!([{"field": "name", "label": "名称", "old": "长安教育", "new": "长安教育发布"}])
    );
    decide(city, id, "approve", "")
        .await
        .problem(409, "not_your_turn");
    let decided = approve(county, id).await;
    assert_eq!(decided["status"], "normal");
    let after = get_account(unit, id).await;
    assert_eq!(after["name"], "长安教育发布");
    assert_eq!(after["identifier"], before["identifier"]);
    invariants::check_counts(&app.db, &[unit, county, city, province]).await;
}

async fn a_rejected_modification_is_abandoned_or_resubmitted(app: TestApp) {
    let [unit, county, city, province, _] = &sign_in_all(&app).await;
    let before = register_account(unit, &[county, city, province], "长安教育", 1).await;
    let id = &before["id"];
    let path = format!("/accounts/{id}/modify");
    unit.post(&path, renamed_form(&before, "改名一"))
        .await
        .expect(200);
    reject(county, id, "名称与认证不一致").await;
    let rejected = get_account(unit, id).await;
    assert_eq!(rejected["status"], "modify_rejected");
    assert_eq!(rejected["rejection"]["reason"], "名称与认证不一致");
    // The requested form is included where it can be resubmitted, and only there.
    assert_eq!(rejected["requested"]["name"], "改名一");
    assert_eq!(rejected["requested"]["version"], rejected["version"]);
    let list = unit.get("/accounts?tab=rejected").await.expect(200);
    assert_eq!(list["items"][0]["requested"], json!(null));

    let again = format!("/accounts/{id}/resubmit");
    unit.post(&again, close_form(&rejected["version"]))
        .await
        .problem(422, "validation_failed");
    let again = unit
        .post(&again, renamed_form(&rejected["requested"], "改名二"))
        .await
        .expect(200);
    assert_eq!(again["status"], "modify_pending");
    assert_eq!(again["requested"], json!(null));
    reject(county, id, "仍不一致").await;
    let abandoned = perform(unit, id, "abandon", |version| json!({"version": version}))
        .await
        .expect(200);
    assert_eq!(abandoned["status"], "normal");
    assert_eq!(get_account(unit, id).await["name"], "长安教育");
    invariants::check_counts(&app.db, &[unit, county, city, province]).await;
    app.db.verify_event_chains().await;
}

async fn invalid_modifications_are_refused(app: TestApp) {
    let [unit, county, city, province, _] = &sign_in_all(&app).await;
    let before = register_account(unit, &[county, city, province], "长安教育", 1).await;
    let path = format!("/accounts/{}/modify", before["id"]);
    let nothing = unit.post(&path, to_form(&before)).await;
    nothing.problem(422, "validation_failed");
    let mut other = to_form(&before);
    other["url"] = wechat_form("x", 2, true)["url"].clone();
    assert!(
        unit.post(&path, other)
            .await
            .field_error("/url")
            .contains("同一个账号")
    );
    let mut kind = to_form(&before);
    kind["kind"] = json!("app");
    assert!(
        unit.post(&path, kind)
            .await
            .field_error("/kind")
            .contains("不能修改")
    );
    let mut swapped = to_form(&before);
    swapped["kind"] = json!("wechat_service");
    unit.post(&path, swapped).await.expect(200);
    approve(county, &before["id"]).await;
    assert_eq!(
        get_account(unit, &before["id"]).await["kind"],
        "wechat_service"
    );
    invariants::check_counts(&app.db, &[unit, county, city, province]).await;
}

async fn an_account_can_be_restored_only_once(app: TestApp) {
    let [unit, county, city, province, central] = &sign_in_all(&app).await;
    let before = register_account(unit, &[county, city, province], "长安教育", 1).await;
    let id = &before["id"];
    perform(unit, id, "close", close_form).await.expect(200);
    decide(province, id, "approve", "")
        .await
        .problem(409, "not_your_turn");
    assert_eq!(approve(county, id).await["status"], "closed");

    perform(unit, id, "restore", restore_form)
        .await
        .problem(403, "forbidden");
    perform(province, id, "restore", restore_form)
        .await
        .expect(200);
    decide(province, id, "approve", "")
        .await
        .problem(403, "forbidden");
    assert_eq!(approve(central, id).await["status"], "normal");
    let back = get_account(unit, id).await;
    assert_eq!(back["restored"], true);
    assert_eq!(back["identifier"], before["identifier"]);

    perform(unit, id, "close", close_form).await.expect(200);
    approve(county, id).await;
    perform(province, id, "restore", restore_form)
        .await
        .problem(409, "already_restored");
    let closed = get_account(province, id).await;
    assert!(
        !closed["allowed_actions"]
            .as_array()
            .unwrap()
            .contains(&json!("restore"))
    );
    invariants::check_counts(&app.db, &[unit, county, city, province, central]).await;
    app.db.verify_event_chains().await;
}

async fn a_rejected_restore_returns_to_level_one(app: TestApp) {
    let [unit, county, city, province, central] = &sign_in_all(&app).await;
    let id = &register_account(unit, &[county, city, province], "长安教育", 1).await["id"];
    perform(unit, id, "close", close_form).await.expect(200);
    approve(county, id).await;
    perform(province, id, "restore", restore_form)
        .await
        .expect(200);
    reject(central, id, "理由不充分").await;
    let tab = province.get("/accounts?tab=rejected").await.expect(200);
    assert_eq!(tab["total"], 1);
    assert_eq!(
        unit.get("/accounts?tab=rejected").await.expect(200)["total"],
        0
    );
    let version_body = |version: &Value| json!({"version": version});
    perform(unit, id, "abandon", version_body)
        .await
        .problem(403, "forbidden");
    perform(province, id, "resubmit", restore_form)
        .await
        .expect(200);
    reject(central, id, "仍不充分").await;
    assert_eq!(
        perform(province, id, "abandon", version_body)
            .await
            .expect(200)["status"],
        "closed"
    );
    // A rejected restore does not count as the one restore of an account.
    perform(province, id, "restore", restore_form)
        .await
        .expect(200);
    invariants::check_counts(&app.db, &[unit, county, city, province, central]).await;
}

async fn a_restore_is_refused_if_the_identity_was_taken(app: TestApp) {
    let [unit, county, city, province, _] = &sign_in_all(&app).await;
    let id = &register_account(unit, &[county, city, province], "长安教育", 1).await["id"];
    perform(unit, id, "close", close_form).await.expect(200);
    approve(county, id).await;
    let other = app.sign_in("130100M024").await;
    other
        .post("/accounts", wechat_form("石家庄体育", 1, true))
        .await
        .expect(201);
    perform(province, id, "restore", restore_form)
        .await
        .problem(409, "identity_taken");
    assert_eq!(get_account(province, id).await["status"], "closed");
    invariants::check_counts(&app.db, &[unit, county, city, province]).await;
}

async fn a_closure_needs_all_fields_of_its_form(app: TestApp) {
    let [unit, county, city, province, _] = &sign_in_all(&app).await;
    let id = &register_account(unit, &[county, city, province], "长安教育", 1).await["id"];
    for (field, bad) in [
        ("applicant_name", ""),
        ("applicant_phone", "3500112"),
        ("cancelled_on", "2999-01-01"),
        ("cancelled_on", "2026-02-30"),
        ("details", ""),
    ] {
        let response = perform(unit, id, "close", |version| {
            let mut body = close_form(version);
            body[field] = json!(bad);
            body
        })
        .await;
        response.field_error(&format!("/{field}"));
    }
    assert_eq!(get_account(unit, id).await["status"], "normal");
}

async fn the_central_office_deletes_in_any_status_and_the_log_remains(app: TestApp) {
    let [unit, county, city, province, central] = &sign_in_all(&app).await;
    let id = &register_account(unit, &[county, city, province], "长安教育", 1).await["id"];
    perform(unit, id, "close", close_form).await.expect(200);
    perform(province, id, "delete", delete_form)
        .await
        .problem(403, "forbidden");
    let empty_form =
        |version: &Value| json!({"letter_number": "", "reason": "", "version": version});
    perform(central, id, "delete", empty_form)
        .await
        .field_error("/letter_number");
    let lines = log_lines(central, id).await.len();
    perform(central, id, "delete", delete_form)
        .await
        .expect(204);
    for caller in [unit, county, city, province, central] {
        assert_eq!(get_account(caller, id).await["status"], "gone");
        assert_eq!(caller.get("/accounts").await.expect(200)["total"], 0);
    }
    let count = format!("account_events WHERE account_id = {id}");
    assert_eq!(
        app.db.count(&count).await,
        i64::try_from(lines).unwrap() + 1
    );
    assert_eq!(county.get("/reviews").await.expect(200)["total"], 0);
    invariants::check_counts(&app.db, &[unit, county, city, province, central]).await;
    // The identity is free again.
    unit.post("/accounts", wechat_form("新账号", 1, true))
        .await
        .expect(201);
}
