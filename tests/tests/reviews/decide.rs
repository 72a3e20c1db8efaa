//! Decisions: once per review, by the office whose turn it is.

use nmrs_tests::data::accounts::{
    add_account, approve, decide, decision_form, get_account, reject, wechat_form,
};
use nmrs_tests::{TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    no_level_can_be_skipped,
    no_office_decides_twice,
    an_office_out_of_scope_does_not_find_the_review,
    neither_units_nor_the_central_office_decide_additions,
    a_decision_on_an_old_version_is_refused_with_the_current_state,
    a_decision_on_a_superseded_application_is_refused,
    a_rejection_needs_a_reason_and_a_reviewer,
    the_log_contains_what_the_reviewer_entered,
);

async fn no_level_can_be_skipped(app: TestApp) {
    let [unit, county, city, province] = app
        .sign_in_all(["130102M001", "130102", "130100", "130000"])
        .await;
    let id = &add_account(&unit, "长安教育", 1).await["id"];
    let before = get_account(&unit, id).await;
    for early in [&city, &province] {
        let problem = decide(early, id, "approve", "")
            .await
            .problem(409, "not_your_turn");
        assert_eq!(problem["current"]["status"], "add_pending");
        assert_eq!(problem["current"]["version"], before["version"]);
        decide(early, id, "reject", "不同意")
            .await
            .problem(409, "not_your_turn");
    }
    assert_eq!(get_account(&unit, id).await, before);
    approve(&county, id).await;
    decide(&province, id, "approve", "")
        .await
        .problem(409, "not_your_turn");
    assert_eq!(
        get_account(&unit, id).await["waiting_for"]["code"],
        "130100"
    );
    invariants::check_integrity(&app.db).await;
}

async fn no_office_decides_twice(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let (id, review) = (&added["id"], &added["review_id"]);
    let path = format!("/reviews/{review}/decision");
    approve(&district, id).await;
    decide(&district, id, "approve", "")
        .await
        .problem(409, "not_your_turn");
    district
        .post(&path, decision_form("reject", "反悔", &added["version"]))
        .await
        .problem(409, "version_conflict");
    let registered = approve(&city, id).await;
    for office in [&district, &city] {
        for verdict in ["approve", "reject"] {
            office
                .post(
                    &path,
                    decision_form(verdict, "反悔", &registered["version"]),
                )
                .await
                .problem(409, "wrong_status");
        }
    }
    let seen = get_account(&unit, id).await;
    assert_eq!(seen["status"], "normal");
    assert_eq!(seen["version"], registered["version"]);
    invariants::check_integrity(&app.db).await;
}

async fn an_office_out_of_scope_does_not_find_the_review(app: TestApp) {
    let unit = app.sign_in("130102M001").await;
    let added = add_account(&unit, "长安教育", 1).await;
    let review = &added["review_id"];
    for user in ["130104", "110000", "110108", "bm2900"] {
        let office = app.sign_in(user).await;
        office
            .get(&format!("/reviews/{review}"))
            .await
            .problem(404, "not_found");
        office
            .post(
                &format!("/reviews/{review}/decision"),
                decision_form("approve", "", &added["version"]),
            )
            .await
            .problem(404, "not_found");
    }
    assert_eq!(get_account(&unit, &added["id"]).await, added);
}

async fn neither_units_nor_the_central_office_decide_additions(app: TestApp) {
    let [unit, sibling, central] = app
        .sign_in_all(["110108M044", "110108M045", "GB0000"])
        .await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", added["review_id"]);
    let body = decision_form("approve", "", &added["version"]);
    for caller in [&unit, &sibling, &central] {
        caller
            .post(&path, body.clone())
            .await
            .problem(403, "forbidden");
    }
    assert_eq!(get_account(&unit, &added["id"]).await, added);
}

async fn a_decision_on_an_old_version_is_refused_with_the_current_state(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", added["review_id"]);
    let version = added["version"].as_i64().unwrap();
    for other in [version - 1, version + 1, 0, -1, i64::MAX] {
        let problem = district
            .post(&path, decision_form("approve", "", &json!(other)))
            .await
            .problem(409, "version_conflict");
        assert_eq!(problem["current"]["version"], version);
        assert_eq!(problem["current"]["status"], "add_pending");
    }
}

async fn a_decision_on_a_superseded_application_is_refused(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let (id, old_review) = (&added["id"], &added["review_id"]);
    reject(&district, id, "资料不全").await;
    let mut body = wechat_form("上庄发布", 1, true);
    body["version"] = get_account(&unit, id).await["version"].clone();
    let again = unit
        .post(&format!("/accounts/{id}/resubmit"), body)
        .await
        .expect(200);
    assert_ne!(&again["review_id"], old_review);
    district
        .post(
            &format!("/reviews/{old_review}/decision"),
            decision_form("approve", "", &again["version"]),
        )
        .await
        .problem(409, "version_conflict");
    let old = district
        .get(&format!("/reviews/{old_review}"))
        .await
        .expect(200);
    assert_eq!(old["open"], false);
    approve(&district, id).await;
}

async fn a_rejection_needs_a_reason_and_a_reviewer(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", added["review_id"]);
    let good = decision_form("reject", "原因", &added["version"]);
    for (field, bad) in [
        ("reason", String::new()),
        ("reason", " \n ".into()),
        ("reason", "因".repeat(301)),
        ("reason", "倒\u{202E}序".into()),
        ("reviewer_name", String::new()),
        ("reviewer_name", "名".repeat(31)),
        ("reviewer_phone", String::new()),
        ("reviewer_phone", "3500112".into()),
        ("reviewer_phone", "12345678901".into()),
    ] {
        let mut body = good.clone();
        body[field] = json!(bad);
        district
            .post(&path, body)
            .await
            .field_error(&format!("/{field}"));
    }
    assert_eq!(get_account(&unit, &added["id"]).await, added);
    district.post(&path, good).await.expect(200);
}

async fn the_log_contains_what_the_reviewer_entered(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let id = &add_account(&unit, "上庄发布", 1).await["id"];
    reject(&district, id, "第一行\n<b>第二行</b>").await;
    let page = unit
        .get(&format!("/accounts/{id}/events"))
        .await
        .expect(200);
    let last = &page["items"][0];
    let details = &last["details"];
    assert_eq!(last["title"], "驳回添加");
    assert_eq!(details["verdict"], "reject");
    assert_eq!(details["reason"], "第一行\n<b>第二行</b>");
    assert_eq!(details["person"], "李审核");
    assert_eq!(details["phone"], "010-35001121");
    assert_eq!(page["total"], 2);
    let beyond = unit
        .get(&format!("/accounts/{id}/events?page=9"))
        .await
        .expect(200);
    assert_eq!(beyond["items"], Value::Array(vec![]));
}
