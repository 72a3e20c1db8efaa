//! An account's life after it was registered: modified, closed, restored once, deleted.

use nmrs_tests::register::{
    account, act, approve, closure, decide, deletion, form_of, log, registered, reject,
    restoration, wechat,
};
use nmrs_tests::{Api, World, on_both_databases, recount};
use serde_json::{Value, json};

on_both_databases!(
    the_log_of_an_addition_has_what_was_entered_and_what_was_corrected,
    a_modification_is_in_force_once_the_direct_office_approves,
    a_rejected_modification_is_given_up_or_handed_in_again,
    what_may_not_be_modified_is_refused,
    an_account_is_closed_and_restored_once_and_never_again,
    a_rejected_restore_goes_back_to_level_one,
    a_restore_is_refused_when_the_identity_is_taken_meanwhile,
    a_closure_needs_its_whole_form,
    the_central_office_deletes_whatever_the_status_and_the_log_stays,
);

/// 130102M001 with its county, city and province, and the centre.
async fn people(world: &World) -> [Api; 5] {
    world
        .sign_in_all(["130102M001", "130102", "130100", "130000", "GB0000"])
        .await
}

fn renamed(account: &Value, name: &str) -> Value {
    let mut form = form_of(account);
    form["name"] = json!(name);
    form
}

async fn the_log_of_an_addition_has_what_was_entered_and_what_was_corrected(world: World) {
    let [unit, county, ..] = &people(&world).await;
    let id = &unit
        .post("/accounts", wechat("长安教育", 1, true))
        .await
        .expect(201)["id"];
    let rejected = reject(county, id, "名称不全").await;
    let mut corrected = wechat("长安区教育局发布", 1, true);
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
    // The reviewer of an addition sees the account itself, not a list of differences.
    let review = format!("/reviews/{}", again["review_id"]);
    assert_eq!(county.get(&review).await.expect(200)["changes"], json!([]));
}

async fn a_modification_is_in_force_once_the_direct_office_approves(world: World) {
    let [unit, county, city, province, _] = &people(&world).await;
    let before = registered(unit, &[county, city, province], "长安教育", 1).await;
    let id = &before["id"];
    let asked = unit
        .post(
            &format!("/accounts/{id}/modify"),
            renamed(&before, "长安教育发布"),
        )
        .await;
    let asked = asked.expect(200);
    assert_eq!(asked["status"], "modify_pending");
    assert_eq!(
        asked["name"], "长安教育",
        "it stays as it is until somebody approves"
    );

    let review = county
        .get(&format!("/reviews/{}", asked["review_id"]))
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
    let after = account(unit, id).await;
    assert_eq!(after["name"], "长安教育发布");
    assert_eq!(after["identifier"], before["identifier"]);
    recount::check(&world.db, &[unit, county, city, province]).await;
}

async fn a_rejected_modification_is_given_up_or_handed_in_again(world: World) {
    let [unit, county, city, province, _] = &people(&world).await;
    let before = registered(unit, &[county, city, province], "长安教育", 1).await;
    let id = &before["id"];
    let path = format!("/accounts/{id}/modify");
    unit.post(&path, renamed(&before, "改名一"))
        .await
        .expect(200);
    reject(county, id, "名称与认证不一致").await;
    let rejected = account(unit, id).await;
    assert_eq!(rejected["status"], "modify_rejected");
    assert_eq!(rejected["rejection"]["reason"], "名称与认证不一致");
    // What was asked for comes along, as it can be sent again; nowhere but where it is needed.
    assert_eq!(rejected["requested"]["name"], "改名一");
    assert_eq!(rejected["requested"]["version"], rejected["version"]);
    let list = unit.get("/accounts?tab=rejected").await.expect(200);
    assert_eq!(list["items"][0]["requested"], json!(null));

    let again = format!("/accounts/{id}/resubmit");
    unit.post(&again, closure(&rejected["version"]))
        .await
        .problem(422, "validation_failed");
    let again = unit
        .post(&again, renamed(&rejected["requested"], "改名二"))
        .await
        .expect(200);
    assert_eq!(again["status"], "modify_pending");
    assert_eq!(again["requested"], json!(null));
    reject(county, id, "仍不一致").await;
    let gone = act(unit, id, "abandon", |version| json!({"version": version}))
        .await
        .expect(200);
    assert_eq!(gone["status"], "normal");
    assert_eq!(account(unit, id).await["name"], "长安教育");
    recount::check(&world.db, &[unit, county, city, province]).await;
    world.db.db_verify_chains().await;
}

async fn what_may_not_be_modified_is_refused(world: World) {
    let [unit, county, city, province, _] = &people(&world).await;
    let before = registered(unit, &[county, city, province], "长安教育", 1).await;
    let path = format!("/accounts/{}/modify", before["id"]);
    let nothing = unit.post(&path, form_of(&before)).await;
    nothing.problem(422, "validation_failed");
    let mut other = form_of(&before);
    other["url"] = wechat("x", 2, true)["url"].clone();
    assert!(
        unit.post(&path, other)
            .await
            .field_error("/url")
            .contains("同一个账号")
    );
    let mut kind = form_of(&before);
    kind["kind"] = json!("app");
    assert!(
        unit.post(&path, kind)
            .await
            .field_error("/kind")
            .contains("不能修改")
    );
    let mut swapped = form_of(&before);
    swapped["kind"] = json!("wechat_service");
    unit.post(&path, swapped).await.expect(200);
    approve(county, &before["id"]).await;
    assert_eq!(account(unit, &before["id"]).await["kind"], "wechat_service");
    recount::check(&world.db, &[unit, county, city, province]).await;
}

async fn an_account_is_closed_and_restored_once_and_never_again(world: World) {
    let [unit, county, city, province, central] = &people(&world).await;
    let before = registered(unit, &[county, city, province], "长安教育", 1).await;
    let id = &before["id"];
    act(unit, id, "close", closure).await.expect(200);
    decide(province, id, "approve", "")
        .await
        .problem(409, "not_your_turn");
    assert_eq!(approve(county, id).await["status"], "closed");

    act(unit, id, "restore", restoration)
        .await
        .problem(403, "forbidden");
    act(province, id, "restore", restoration).await.expect(200);
    decide(province, id, "approve", "")
        .await
        .problem(403, "forbidden");
    assert_eq!(approve(central, id).await["status"], "normal");
    let back = account(unit, id).await;
    assert_eq!(back["restored"], true);
    assert_eq!(back["identifier"], before["identifier"]);

    act(unit, id, "close", closure).await.expect(200);
    approve(county, id).await;
    act(province, id, "restore", restoration)
        .await
        .problem(409, "already_restored");
    let closed = account(province, id).await;
    assert!(
        !closed["allowed_actions"]
            .as_array()
            .unwrap()
            .contains(&json!("restore"))
    );
    recount::check(&world.db, &[unit, county, city, province, central]).await;
    world.db.db_verify_chains().await;
}

async fn a_rejected_restore_goes_back_to_level_one(world: World) {
    let [unit, county, city, province, central] = &people(&world).await;
    let id = &registered(unit, &[county, city, province], "长安教育", 1).await["id"];
    act(unit, id, "close", closure).await.expect(200);
    approve(county, id).await;
    act(province, id, "restore", restoration).await.expect(200);
    reject(central, id, "理由不充分").await;
    let tab = province.get("/accounts?tab=rejected").await.expect(200);
    assert_eq!(tab["total"], 1);
    assert_eq!(
        unit.get("/accounts?tab=rejected").await.expect(200)["total"],
        0
    );
    let give_up = |version: &Value| json!({"version": version});
    act(unit, id, "abandon", give_up)
        .await
        .problem(403, "forbidden");
    act(province, id, "resubmit", restoration).await.expect(200);
    reject(central, id, "仍不充分").await;
    assert_eq!(
        act(province, id, "abandon", give_up).await.expect(200)["status"],
        "closed"
    );
    // Only an approved restore uses up the one that an account has.
    act(province, id, "restore", restoration).await.expect(200);
    recount::check(&world.db, &[unit, county, city, province, central]).await;
}

async fn a_restore_is_refused_when_the_identity_is_taken_meanwhile(world: World) {
    let [unit, county, city, province, _] = &people(&world).await;
    let id = &registered(unit, &[county, city, province], "长安教育", 1).await["id"];
    act(unit, id, "close", closure).await.expect(200);
    approve(county, id).await;
    let other = world.sign_in("130100M024").await;
    other
        .post("/accounts", wechat("石家庄体育", 1, true))
        .await
        .expect(201);
    act(province, id, "restore", restoration)
        .await
        .problem(409, "identity_taken");
    assert_eq!(account(province, id).await["status"], "closed");
    recount::check(&world.db, &[unit, county, city, province]).await;
}

async fn a_closure_needs_its_whole_form(world: World) {
    let [unit, county, city, province, _] = &people(&world).await;
    let id = &registered(unit, &[county, city, province], "长安教育", 1).await["id"];
    for (field, bad) in [
        ("applicant_name", ""),
        ("applicant_phone", "3500112"),
        ("cancelled_on", "2999-01-01"),
        ("cancelled_on", "2026-02-30"),
        ("details", ""),
    ] {
        let answer = act(unit, id, "close", |version| {
            let mut body = closure(version);
            body[field] = json!(bad);
            body
        })
        .await;
        answer.field_error(&format!("/{field}"));
    }
    assert_eq!(account(unit, id).await["status"], "normal");
}

async fn the_central_office_deletes_whatever_the_status_and_the_log_stays(world: World) {
    let [unit, county, city, province, central] = &people(&world).await;
    let id = &registered(unit, &[county, city, province], "长安教育", 1).await["id"];
    act(unit, id, "close", closure).await.expect(200);
    act(province, id, "delete", deletion)
        .await
        .problem(403, "forbidden");
    let unsaid = |version: &Value| json!({"letter_number": "", "reason": "", "version": version});
    act(central, id, "delete", unsaid)
        .await
        .field_error("/letter_number");
    let lines = log(central, id).await.len();
    act(central, id, "delete", deletion).await.expect(204);
    for caller in [unit, county, city, province, central] {
        assert_eq!(account(caller, id).await["status"], "gone");
        assert_eq!(caller.get("/accounts").await.expect(200)["total"], 0);
    }
    let count = format!("SELECT COUNT(*) AS n FROM account_events WHERE account_id = {id}");
    assert_eq!(
        world.db.db_number(&count).await,
        i64::try_from(lines).unwrap() + 1
    );
    assert_eq!(county.get("/reviews").await.expect(200)["total"], 0);
    recount::check(&world.db, &[unit, county, city, province, central]).await;
    // Its identity is free again.
    unit.post("/accounts", wechat("新账号", 1, true))
        .await
        .expect(201);
}
