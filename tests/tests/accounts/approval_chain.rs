//! The approval chain from the addition to the identifier.

use nmrs_tests::data::accounts::{
    add_account, approve, get_account, log_lines, reject, wechat_form,
};
use nmrs_tests::{TestApp, invariants, on_both_databases};
use serde_json::json;

on_both_databases!(
    an_account_of_a_district_is_approved_by_two_levels,
    an_account_of_a_county_passes_three_levels_again_after_a_rejection,
    a_ministry_without_subordinate_offices_decides_alone,
    identifiers_are_numbered_per_unit_and_platform,
    a_rejected_addition_can_be_abandoned,
);

async fn an_account_of_a_district_is_approved_by_two_levels(app: TestApp) {
    let [unit, district, city, central] = app
        .sign_in_all(["110108M044", "110108", "110000", "GB0000"])
        .await;
    let all = [&unit, &district, &city, &central];
    invariants::check_counts(&app.db, &all).await;

    let added = add_account(&unit, "上庄发布", 1).await;
    let id = &added["id"];
    assert_eq!(added["status"], "add_pending");
    assert_eq!(added["identifier"], json!(null));
    assert_eq!(added["waiting_for"]["code"], "110108");
    invariants::check_counts(&app.db, &all).await;

    let advanced = approve(&district, id).await;
    assert_eq!(advanced["status"], "add_pending");
    assert_eq!(advanced["waiting_for"]["code"], "110000");
    assert_eq!(advanced["remaining"], 0);
    invariants::check_counts(&app.db, &all).await;

    let registered = approve(&city, id).await;
    assert_eq!(registered["status"], "normal");
    assert_eq!(registered["identifier"], "110108M044WX0001");
    invariants::check_counts(&app.db, &all).await;

    let seen = get_account(&unit, id).await;
    assert_eq!(seen["identifier"], "110108M044WX0001");
    assert_eq!(seen["waiting_for"], json!(null));
    assert_eq!(seen["review_id"], json!(null));
    let path: Vec<_> = seen["org_path"].as_array().unwrap().iter().collect();
    assert_eq!(path.len(), 2);
    assert_eq!([&path[0]["code"], &path[1]["code"]], ["110000", "110108"]);
    assert_eq!(
        log_lines(&unit, id).await,
        [
            ["110108M044", "applied", "draft", "add_pending"],
            ["110108", "advanced", "add_pending", "add_pending"],
            ["110000", "approved", "add_pending", "normal"],
        ]
    );
    assert_eq!(app.db.verify_event_chains().await, 3);
    invariants::check_integrity(&app.db).await;
}

async fn an_account_of_a_county_passes_three_levels_again_after_a_rejection(app: TestApp) {
    let [unit, county, city, province] = app
        .sign_in_all(["130102M001", "130102", "130100", "130000"])
        .await;
    let all = [&unit, &county, &city, &province];
    let added = add_account(&unit, "长安教育", 1).await;
    let id = &added["id"];
    assert_eq!(added["waiting_for"]["code"], "130102");
    assert_eq!(approve(&county, id).await["waiting_for"]["code"], "130100");
    invariants::check_counts(&app.db, &all).await;
    assert_eq!(approve(&city, id).await["waiting_for"]["code"], "130000");
    invariants::check_counts(&app.db, &all).await;

    let rejected = reject(&province, id, "名称与开设主体不符").await;
    assert_eq!(rejected["status"], "add_rejected");
    assert_eq!(rejected["waiting_for"], json!(null));
    invariants::check_counts(&app.db, &all).await;

    let to_correct = get_account(&unit, id).await;
    let rejection = &to_correct["rejection"];
    assert_eq!(rejection["reason"], "名称与开设主体不符");
    assert_eq!(rejection["org_unit"]["code"], "130000");
    let mut corrected = wechat_form("长安区教育局", 1, true);
    corrected["version"] = to_correct["version"].clone();
    let again = unit
        .post(&format!("/accounts/{id}/resubmit"), corrected)
        .await
        .expect(200);
    assert_eq!(again["status"], "add_pending");
    assert_eq!(again["name"], "长安区教育局");
    assert_eq!(again["waiting_for"]["code"], "130102", "from the bottom");
    invariants::check_counts(&app.db, &all).await;

    for office in [&county, &city] {
        assert_eq!(approve(office, id).await["status"], "add_pending");
        invariants::check_counts(&app.db, &all).await;
    }
    let registered = approve(&province, id).await;
    assert_eq!(registered["identifier"], "130102M001WX0001");
    invariants::check_counts(&app.db, &all).await;
    assert_eq!(
        log_lines(&province, id).await,
        [
            ["130102M001", "applied", "draft", "add_pending"],
            ["130102", "advanced", "add_pending", "add_pending"],
            ["130100", "advanced", "add_pending", "add_pending"],
            ["130000", "rejected", "add_pending", "add_rejected"],
            ["130102M001", "resubmitted", "add_rejected", "add_pending"],
            ["130102", "advanced", "add_pending", "add_pending"],
            ["130100", "advanced", "add_pending", "add_pending"],
            ["130000", "approved", "add_pending", "normal"],
        ]
    );
    assert_eq!(app.db.verify_event_chains().await, 8);
    invariants::check_integrity(&app.db).await;
}

async fn a_ministry_without_subordinate_offices_decides_alone(app: TestApp) {
    let [unit, ministry] = app.sign_in_all(["bm6300M001", "bm6300"]).await;
    let added = add_account(&unit, "中国航天", 1).await;
    assert_eq!(added["waiting_for"]["code"], "bm6300");
    let registered = approve(&ministry, &added["id"]).await;
    assert_eq!(registered["status"], "normal");
    assert_eq!(registered["identifier"], "bm6300M001WX0001");
    invariants::check_counts(&app.db, &[&unit, &ministry]).await;
    invariants::check_integrity(&app.db).await;
}

async fn identifiers_are_numbered_per_unit_and_platform(app: TestApp) {
    let [unit, other, ministry, bureau] = app
        .sign_in_all(["bm2904M001", "bm6300M001", "bm2900", "bm2904"])
        .await;
    let space = app.sign_in("bm6300").await;
    let mut given = Vec::new();
    for (n, kind, url) in [
        (
            1,
            "wechat_subscription",
            "https://mp.weixin.qq.com/s?__biz=3900000001",
        ),
        (
            2,
            "wechat_service",
            "https://mp.weixin.qq.com/s?__biz=3900000002",
        ),
        (3, "weibo", "https://weibo.com/u/2803301701"),
    ] {
        let mut body = wechat_form("太原税务", n, true);
        body["kind"] = json!(kind);
        body["url"] = json!(url);
        let id = &unit.post("/accounts", body).await.expect(201)["id"];
        approve(&bureau, id).await;
        given.push(approve(&ministry, id).await["identifier"].clone());
    }
    let id = &add_account(&other, "中国航天", 4).await["id"];
    given.push(approve(&space, id).await["identifier"].clone());
    assert_eq!(
        given,
        [
            "bm2904M001WX0001",
            "bm2904M001WX0002",
            "bm2904M001WB0001",
            "bm6300M001WX0001"
        ]
    );
}

async fn a_rejected_addition_can_be_abandoned(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let id = &add_account(&unit, "上庄发布", 1).await["id"];
    reject(&district, id, "资料不全").await;
    let version = &get_account(&unit, id).await["version"];
    let abandoned = unit
        .post(
            &format!("/accounts/{id}/abandon"),
            json!({"version": version}),
        )
        .await
        .expect(200);
    assert_eq!(abandoned["status"], "gone");
    unit.get(&format!("/accounts/{id}"))
        .await
        .problem(404, "not_found");
    invariants::check_counts(&app.db, &[&unit, &district]).await;
    invariants::check_integrity(&app.db).await;
    // The identity is free again.
    add_account(&unit, "上庄发布", 1).await;
}
