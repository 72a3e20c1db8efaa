//! One decision on several reviews: the rules of single decisions apply to each.

use nmrs_tests::data::accounts::{
    add_account, add_accounts, approve, batch_form, get_account, log_lines,
};
use nmrs_tests::{ApiClient, TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    twenty_reviews_are_approved_at_once_and_pass_to_the_next_office,
    a_final_batch_approval_gives_each_account_its_identifier,
    a_batch_is_rejected_with_one_reason,
    items_that_cannot_be_decided_do_not_block_the_others,
    an_invalid_decision_decides_no_item,
    a_batch_has_a_size_limit_and_no_repeated_reviews,
    units_cannot_decide,
);

const PATH: &str = "/reviews/decisions";

/// Adds `n` accounts of a unit.
pub(super) async fn add_numbered_accounts(unit: &ApiClient, n: u32) -> Vec<Value> {
    add_accounts(unit, (1..=n).map(|number| format!("账号{number}"))).await
}

async fn twenty_reviews_are_approved_at_once_and_pass_to_the_next_office(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let added = add_numbered_accounts(&unit, 21).await;
    let chosen: Vec<&Value> = added[..20].iter().collect();
    let out = district
        .post(PATH, batch_form("approve", "", &chosen))
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
        let seen = get_account(&unit, &before["id"]).await;
        assert_eq!(seen["version"], result["version"]);
        assert_eq!(seen["waiting_for"]["code"], "110000");
    }
    assert_eq!(city.get("/reviews").await.expect(200)["total"], 20);
    assert_eq!(district.get("/reviews").await.expect(200)["total"], 1);
    invariants::check_counts(&app.db, &[&unit, &district, &city]).await;
    invariants::check_integrity(&app.db).await;
}

async fn a_final_batch_approval_gives_each_account_its_identifier(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let mut waiting = Vec::new();
    for added in add_numbered_accounts(&unit, 3).await {
        approve(&district, &added["id"]).await;
        waiting.push(get_account(&city, &added["id"]).await);
    }
    let chosen: Vec<&Value> = waiting.iter().collect();
    let out = city
        .post(PATH, batch_form("approve", "同意", &chosen))
        .await
        .expect(200);
    for (n, result) in out["results"].as_array().unwrap().iter().enumerate() {
        assert_eq!(result["status"], "normal");
        let identifier = format!("110108M044WX{:04}", n + 1);
        assert_eq!(result["identifier"], json!(identifier));
    }
    invariants::check_integrity(&app.db).await;
}

async fn a_batch_is_rejected_with_one_reason(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let added = add_numbered_accounts(&unit, 3).await;
    let chosen: Vec<&Value> = added.iter().collect();
    let out = district
        .post(PATH, batch_form("reject", "链接打不开", &chosen))
        .await
        .expect(200);
    assert_eq!(out["decided"], 3);
    for before in &added {
        let seen = get_account(&unit, &before["id"]).await;
        assert_eq!(seen["status"], "add_rejected");
        assert_eq!(seen["rejection"]["reason"], "链接打不开");
        assert_eq!(seen["rejection"]["reviewer_name"], "李审核");
        let lines = log_lines(&unit, &before["id"]).await;
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(
            lines[1],
            ["110108", "rejected", "add_pending", "add_rejected"]
        );
    }
}

async fn items_that_cannot_be_decided_do_not_block_the_others(app: TestApp) {
    let [unit, elsewhere, district] = app
        .sign_in_all(["110108M044", "130102M001", "110108"])
        .await;
    let added = add_numbered_accounts(&unit, 5).await;
    let outside = add_account(&elsewhere, "长安教育", 9).await;
    let approved = approve(&district, &added[1]["id"]).await;
    let already = json!({"review_id": added[1]["review_id"], "version": approved["version"]});
    let stale = json!({"review_id": added[2]["review_id"], "version": 0});
    let unknown = json!({"review_id": 999_999, "version": 1});
    let chosen = [&added[0], &outside, &already, &stale, &unknown, &added[3]];
    let out = district
        .post(PATH, batch_form("approve", "", &chosen))
        .await
        .expect(200);
    assert_eq!((&out["decided"], &out["refused"]), (&json!(2), &json!(4)));
    let results = out["results"].as_array().unwrap();
    let codes: Vec<_> = results
        .iter()
        .map(|result| {
            let problem = &result["problem"];
            let code = problem["code"].as_str().unwrap_or("-").to_owned();
            (problem["status"].as_u64().unwrap_or(200), code)
        })
        .collect();
    let codes: Vec<(u64, &str)> = codes.iter().map(|(s, c)| (*s, c.as_str())).collect();
    assert_eq!(
        codes,
        [
            (200, "-"),
            (404, "not_found"),
            (409, "not_your_turn"),
            (409, "version_conflict"),
            (404, "not_found"),
            (200, "-"),
        ]
    );
    // The result of an item out of scope contains nothing else.
    assert_eq!(results[1]["name"], Value::Null);
    assert_eq!(results[1]["account_id"], Value::Null);
    assert_eq!(get_account(&elsewhere, &outside["id"]).await, outside);
    // A conflict contains the name and the current state.
    assert_eq!(results[2]["name"], "账号2");
    assert_eq!(
        results[2]["problem"]["current"],
        json!({"status": "add_pending", "version": approved["version"]})
    );
    assert_eq!(results[3]["account_id"], added[2]["id"]);
    assert_eq!(
        results[3]["problem"]["current"]["version"],
        added[2]["version"]
    );
    for untouched in [&added[2], &added[4]] {
        let seen = get_account(&unit, &untouched["id"]).await;
        assert_eq!(seen["version"], untouched["version"]);
        assert_eq!(seen["status"], "add_pending");
    }
    invariants::check_integrity(&app.db).await;
}

async fn an_invalid_decision_decides_no_item(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let added = add_numbered_accounts(&unit, 2).await;
    let chosen: Vec<&Value> = added.iter().collect();
    let before = app.db.footprint().await;
    for (field, bad) in [
        ("reason", ""),
        ("reviewer_name", " "),
        ("reviewer_phone", "3500112"),
    ] {
        let mut body = batch_form("reject", "原因", &chosen);
        body[field] = json!(bad);
        district
            .post(PATH, body)
            .await
            .field_error(&format!("/{field}"));
    }
    let mut body = batch_form("reject", "原因", &chosen);
    body["items"][1]["verdict"] = json!("approve");
    district
        .post(PATH, body)
        .await
        .problem(400, "malformed_body");
    assert_eq!(app.db.footprint().await, before);
}

async fn a_batch_has_a_size_limit_and_no_repeated_reviews(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let before = app.db.footprint().await;
    let many = |n: i64| {
        let mut body = batch_form("approve", "", &[]);
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
    let twice = [&added, &added];
    district
        .post(PATH, batch_form("approve", "", &twice))
        .await
        .field_error("/items/1/id");
    assert_eq!(app.db.footprint().await, before);
    // A batch of the maximum size gets a result for each item.
    let out = district.post(PATH, many(200)).await.expect(200);
    assert_eq!(out["results"].as_array().unwrap().len(), 200);
}

async fn units_cannot_decide(app: TestApp) {
    let [unit, central] = app.sign_in_all(["110108M044", "GB0000"]).await;
    let added = add_account(&unit, "上庄发布", 1).await;
    let body = batch_form("approve", "", &[&added]);
    unit.post(PATH, body.clone())
        .await
        .problem(403, "forbidden");
    // The central office may review, but not additions.
    let out = central.post(PATH, body).await.expect(200);
    assert_eq!(out["results"][0]["problem"]["status"], 403);
    assert_eq!(get_account(&unit, &added["id"]).await, added);
}
