//! The decision: once, by the office whose turn it is.

use nmrs_tests::register::{account, approve, decide, decision, declare, reject, wechat};
use nmrs_tests::{World, on_both_databases, recount};
use serde_json::{Value, json};

on_both_databases!(
    nobody_skips_a_level,
    nobody_decides_twice,
    an_office_out_of_scope_does_not_find_the_review,
    neither_units_nor_the_central_office_decide_additions,
    a_decision_on_an_old_version_is_refused_with_the_present_state,
    a_decision_on_an_application_that_was_handed_in_again_is_refused,
    a_rejection_needs_a_reason_and_a_reviewer,
    the_log_keeps_what_the_reviewer_entered,
);

async fn nobody_skips_a_level(world: World) {
    let [unit, county, city, province] = world
        .sign_in_all(["130102M001", "130102", "130100", "130000"])
        .await;
    let id = &declare(&unit, "长安教育", 1).await["id"];
    let before = account(&unit, id).await;
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
    assert_eq!(account(&unit, id).await, before);
    approve(&county, id).await;
    decide(&province, id, "approve", "")
        .await
        .problem(409, "not_your_turn");
    assert_eq!(account(&unit, id).await["waiting_for"]["code"], "130100");
    recount::check_integrity(&world.db).await;
}

async fn nobody_decides_twice(world: World) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let (id, review) = (&declared["id"], &declared["review_id"]);
    let path = format!("/reviews/{review}/decision");
    approve(&district, id).await;
    decide(&district, id, "approve", "")
        .await
        .problem(409, "not_your_turn");
    district
        .post(&path, decision("reject", "反悔", &declared["version"]))
        .await
        .problem(409, "version_conflict");
    let registered = approve(&city, id).await;
    for office in [&district, &city] {
        for verdict in ["approve", "reject"] {
            office
                .post(&path, decision(verdict, "反悔", &registered["version"]))
                .await
                .problem(409, "wrong_status");
        }
    }
    let seen = account(&unit, id).await;
    assert_eq!(seen["status"], "normal");
    assert_eq!(seen["version"], registered["version"]);
    recount::check_integrity(&world.db).await;
}

async fn an_office_out_of_scope_does_not_find_the_review(world: World) {
    let unit = world.sign_in("130102M001").await;
    let declared = declare(&unit, "长安教育", 1).await;
    let review = &declared["review_id"];
    for user in ["130104", "110000", "110108", "bm2900"] {
        let office = world.sign_in(user).await;
        office
            .get(&format!("/reviews/{review}"))
            .await
            .problem(404, "not_found");
        office
            .post(
                &format!("/reviews/{review}/decision"),
                decision("approve", "", &declared["version"]),
            )
            .await
            .problem(404, "not_found");
    }
    assert_eq!(account(&unit, &declared["id"]).await, declared);
}

async fn neither_units_nor_the_central_office_decide_additions(world: World) {
    let [unit, sibling, central] = world
        .sign_in_all(["110108M044", "110108M045", "GB0000"])
        .await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", declared["review_id"]);
    let body = decision("approve", "", &declared["version"]);
    for caller in [&unit, &sibling, &central] {
        caller
            .post(&path, body.clone())
            .await
            .problem(403, "forbidden");
    }
    assert_eq!(account(&unit, &declared["id"]).await, declared);
}

async fn a_decision_on_an_old_version_is_refused_with_the_present_state(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", declared["review_id"]);
    let version = declared["version"].as_i64().unwrap();
    for other in [version - 1, version + 1, 0, -1, i64::MAX] {
        let problem = district
            .post(&path, decision("approve", "", &json!(other)))
            .await
            .problem(409, "version_conflict");
        assert_eq!(problem["current"]["version"], version);
        assert_eq!(problem["current"]["status"], "add_pending");
    }
}

async fn a_decision_on_an_application_that_was_handed_in_again_is_refused(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let (id, old_review) = (&declared["id"], &declared["review_id"]);
    reject(&district, id, "资料不全").await;
    let mut body = wechat("上庄发布", 1, true);
    body["version"] = account(&unit, id).await["version"].clone();
    let again = unit
        .post(&format!("/accounts/{id}/resubmit"), body)
        .await
        .expect(200);
    assert_ne!(&again["review_id"], old_review);
    district
        .post(
            &format!("/reviews/{old_review}/decision"),
            decision("approve", "", &again["version"]),
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

async fn a_rejection_needs_a_reason_and_a_reviewer(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", declared["review_id"]);
    let good = decision("reject", "原因", &declared["version"]);
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
    assert_eq!(account(&unit, &declared["id"]).await, declared);
    district.post(&path, good).await.expect(200);
}

async fn the_log_keeps_what_the_reviewer_entered(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let id = &declare(&unit, "上庄发布", 1).await["id"];
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
