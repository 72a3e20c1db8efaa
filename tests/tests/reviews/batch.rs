//! One decision on many: each by the rules of a single one, and none in the way of another.

use nmrs_tests::register::{account, approve, decisions, declare, log};
use nmrs_tests::{Api, World, on_both_databases, recount};
use serde_json::{Value, json};

on_both_databases!(
    twenty_are_approved_at_once_and_wait_for_the_next_office,
    a_final_approval_of_many_gives_each_its_identifier,
    many_are_rejected_with_one_reason,
    what_cannot_be_decided_does_not_keep_the_rest_from_it,
    nothing_is_decided_when_the_decision_itself_is_refused,
    a_batch_has_a_limit_and_names_each_review_once,
    units_decide_nothing,
);

const PATH: &str = "/reviews/decisions";

/// Declares `n` accounts of a unit.
pub(super) async fn declare_many(unit: &Api, n: u32) -> Vec<Value> {
    let mut declared = Vec::new();
    for number in 1..=n {
        declared.push(declare(unit, &format!("账号{number}"), number).await);
    }
    declared
}

async fn twenty_are_approved_at_once_and_wait_for_the_next_office(world: World) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let declared = declare_many(&unit, 21).await;
    let chosen: Vec<&Value> = declared[..20].iter().collect();
    let out = district
        .post(PATH, decisions("approve", "", &chosen))
        .await
        .expect(200);
    assert_eq!((&out["decided"], &out["refused"]), (&json!(20), &json!(0)));
    assert_eq!(out["unfinished"], 0);
    assert_eq!(out["remaining"], 1);
    for (result, before) in out["results"].as_array().unwrap().iter().zip(&chosen) {
        assert_eq!(
            result["id"], before["review_id"],
            "in the order of the request"
        );
        assert_eq!(result["account_id"], before["id"]);
        assert_eq!(result["name"], before["name"]);
        assert_eq!(result["outcome"], "decided");
        assert_eq!(result["status"], "add_pending");
        assert_eq!(result["waiting_for"]["code"], "110000");
        assert_eq!(result["identifier"], Value::Null);
        let seen = account(&unit, &before["id"]).await;
        assert_eq!(seen["version"], result["version"]);
        assert_eq!(seen["waiting_for"]["code"], "110000");
    }
    assert_eq!(city.get("/reviews").await.expect(200)["total"], 20);
    assert_eq!(district.get("/reviews").await.expect(200)["total"], 1);
    recount::check(&world.db, &[&unit, &district, &city]).await;
    recount::check_integrity(&world.db).await;
}

async fn a_final_approval_of_many_gives_each_its_identifier(world: World) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let mut waiting = Vec::new();
    for declared in declare_many(&unit, 3).await {
        approve(&district, &declared["id"]).await;
        waiting.push(account(&city, &declared["id"]).await);
    }
    let chosen: Vec<&Value> = waiting.iter().collect();
    let out = city
        .post(PATH, decisions("approve", "同意", &chosen))
        .await
        .expect(200);
    for (n, result) in out["results"].as_array().unwrap().iter().enumerate() {
        assert_eq!(result["status"], "normal");
        let identifier = format!("110108M044WX{:04}", n + 1);
        assert_eq!(result["identifier"], json!(identifier));
    }
    recount::check_integrity(&world.db).await;
}

async fn many_are_rejected_with_one_reason(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let declared = declare_many(&unit, 3).await;
    let chosen: Vec<&Value> = declared.iter().collect();
    let out = district
        .post(PATH, decisions("reject", "链接打不开", &chosen))
        .await
        .expect(200);
    assert_eq!(out["decided"], 3);
    for before in &declared {
        let seen = account(&unit, &before["id"]).await;
        assert_eq!(seen["status"], "add_rejected");
        assert_eq!(seen["rejection"]["reason"], "链接打不开");
        assert_eq!(seen["rejection"]["reviewer_name"], "李审核");
        let lines = log(&unit, &before["id"]).await;
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(
            lines[1],
            ["110108", "rejected", "add_pending", "add_rejected"]
        );
    }
}

async fn what_cannot_be_decided_does_not_keep_the_rest_from_it(world: World) {
    let [unit, elsewhere, district] = world
        .sign_in_all(["110108M044", "130102M001", "110108"])
        .await;
    let declared = declare_many(&unit, 5).await;
    let outside = declare(&elsewhere, "长安教育", 9).await;
    let approved = approve(&district, &declared[1]["id"]).await;
    let already = json!({"review_id": declared[1]["review_id"], "version": approved["version"]});
    let stale = json!({"review_id": declared[2]["review_id"], "version": 0});
    let unknown = json!({"review_id": 999_999, "version": 1});
    let chosen = [
        &declared[0],
        &outside,
        &already,
        &stale,
        &unknown,
        &declared[3],
    ];
    let out = district
        .post(PATH, decisions("approve", "", &chosen))
        .await
        .expect(200);
    assert_eq!((&out["decided"], &out["refused"]), (&json!(2), &json!(4)));
    let results = out["results"].as_array().unwrap();
    let told: Vec<_> = results
        .iter()
        .map(|result| {
            let problem = &result["problem"];
            let code = problem["code"].as_str().unwrap_or("-").to_owned();
            (problem["status"].as_u64().unwrap_or(200), code)
        })
        .collect();
    let told: Vec<(u64, &str)> = told.iter().map(|(s, c)| (*s, c.as_str())).collect();
    assert_eq!(
        told,
        [
            (200, "-"),
            (404, "not_found"),
            (409, "not_your_turn"),
            (409, "version_conflict"),
            (404, "not_found"),
            (200, "-"),
        ]
    );
    // What is out of scope is told no more than that.
    assert_eq!(results[1]["name"], Value::Null);
    assert_eq!(results[1]["account_id"], Value::Null);
    assert_eq!(account(&elsewhere, &outside["id"]).await, outside);
    // Of what moved on, name and present state are told.
    assert_eq!(results[2]["name"], "账号2");
    assert_eq!(
        results[2]["problem"]["current"],
        json!({"status": "add_pending", "version": approved["version"]})
    );
    assert_eq!(results[3]["account_id"], declared[2]["id"]);
    assert_eq!(
        results[3]["problem"]["current"]["version"],
        declared[2]["version"]
    );
    for untouched in [&declared[2], &declared[4]] {
        let seen = account(&unit, &untouched["id"]).await;
        assert_eq!(seen["version"], untouched["version"]);
        assert_eq!(seen["status"], "add_pending");
    }
    recount::check_integrity(&world.db).await;
}

async fn nothing_is_decided_when_the_decision_itself_is_refused(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let declared = declare_many(&unit, 2).await;
    let chosen: Vec<&Value> = declared.iter().collect();
    let before = world.db.db_footprint().await;
    for (field, bad) in [
        ("reason", ""),
        ("reviewer_name", " "),
        ("reviewer_phone", "3500112"),
    ] {
        let mut body = decisions("reject", "原因", &chosen);
        body[field] = json!(bad);
        district
            .post(PATH, body)
            .await
            .field_error(&format!("/{field}"));
    }
    let mut body = decisions("reject", "原因", &chosen);
    body["items"][1]["verdict"] = json!("approve");
    district
        .post(PATH, body)
        .await
        .problem(400, "malformed_body");
    assert_eq!(world.db.db_footprint().await, before);
}

async fn a_batch_has_a_limit_and_names_each_review_once(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let before = world.db.db_footprint().await;
    let many = |n: i64| {
        let mut body = decisions("approve", "", &[]);
        body["items"] = (1..=n).map(|id| json!({"id": id, "version": 1})).collect();
        body
    };
    for n in [201, 10_000] {
        let problem = district
            .post(PATH, many(n))
            .await
            .problem(422, "validation_failed");
        assert_eq!(problem["errors"].as_array().unwrap().len(), 1);
        assert_eq!(problem["errors"][0]["pointer"], "/items");
        let detail = problem["errors"][0]["detail"].as_str().unwrap();
        assert!(
            detail.contains("200") && detail.contains(&n.to_string()),
            "{detail}"
        );
    }
    district.post(PATH, many(0)).await.field_error("/items");
    let twice = [&declared, &declared];
    district
        .post(PATH, decisions("approve", "", &twice))
        .await
        .field_error("/items/1/id");
    assert_eq!(world.db.db_footprint().await, before);
    // As many as there may be are answered one by one.
    let out = district.post(PATH, many(200)).await.expect(200);
    assert_eq!(out["results"].as_array().unwrap().len(), 200);
}

async fn units_decide_nothing(world: World) {
    let [unit, central] = world.sign_in_all(["110108M044", "GB0000"]).await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let body = decisions("approve", "", &[&declared]);
    unit.post(PATH, body.clone())
        .await
        .problem(403, "forbidden");
    // The central office reviews, but no additions.
    let out = central.post(PATH, body).await.expect(200);
    assert_eq!(out["results"][0]["problem"]["status"], 403);
    assert_eq!(account(&unit, &declared["id"]).await, declared);
}
