//! From declaration to identifier, level by level.

use nmrs_tests::register::{account, approve, declare, log, reject, wechat};
use nmrs_tests::{World, on_both_databases, recount};
use serde_json::json;

on_both_databases!(
    a_district_s_account_climbs_two_levels_to_its_identifier,
    a_county_s_account_climbs_three_levels_and_again_after_a_rejection_at_the_top,
    a_ministry_without_lower_offices_decides_alone,
    identifiers_are_numbered_per_unit_and_platform,
    a_rejected_addition_can_be_given_up,
);

async fn a_district_s_account_climbs_two_levels_to_its_identifier(world: World) {
    let [unit, district, city, central] = world
        .sign_in_all(["110108M044", "110108", "110000", "GB0000"])
        .await;
    let all = [&unit, &district, &city, &central];
    recount::check(&world.db, &all).await;

    let declared = declare(&unit, "上庄发布", 1).await;
    let id = &declared["id"];
    assert_eq!(declared["status"], "add_pending");
    assert_eq!(declared["identifier"], json!(null));
    assert_eq!(declared["waiting_for"]["code"], "110108");
    recount::check(&world.db, &all).await;

    let advanced = approve(&district, id).await;
    assert_eq!(advanced["status"], "add_pending");
    assert_eq!(advanced["waiting_for"]["code"], "110000");
    assert_eq!(advanced["remaining"], 0);
    recount::check(&world.db, &all).await;

    let registered = approve(&city, id).await;
    assert_eq!(registered["status"], "normal");
    assert_eq!(registered["identifier"], "110108M044WX0001");
    recount::check(&world.db, &all).await;

    let seen = account(&unit, id).await;
    assert_eq!(seen["identifier"], "110108M044WX0001");
    assert_eq!(seen["waiting_for"], json!(null));
    assert_eq!(seen["review_id"], json!(null));
    let path: Vec<_> = seen["org_path"].as_array().unwrap().iter().collect();
    assert_eq!(path.len(), 2);
    assert_eq!([&path[0]["code"], &path[1]["code"]], ["110000", "110108"]);
    assert_eq!(
        log(&unit, id).await,
        [
            ["110108M044", "applied", "draft", "add_pending"],
            ["110108", "advanced", "add_pending", "add_pending"],
            ["110000", "approved", "add_pending", "normal"],
        ]
    );
    assert_eq!(world.db.db_verify_chains().await, 3);
    recount::check_integrity(&world.db).await;
}

async fn a_county_s_account_climbs_three_levels_and_again_after_a_rejection_at_the_top(
    world: World,
) {
    let [unit, county, city, province] = world
        .sign_in_all(["130102M001", "130102", "130100", "130000"])
        .await;
    let all = [&unit, &county, &city, &province];
    let declared = declare(&unit, "长安教育", 1).await;
    let id = &declared["id"];
    assert_eq!(declared["waiting_for"]["code"], "130102");
    assert_eq!(approve(&county, id).await["waiting_for"]["code"], "130100");
    recount::check(&world.db, &all).await;
    assert_eq!(approve(&city, id).await["waiting_for"]["code"], "130000");
    recount::check(&world.db, &all).await;

    let rejected = reject(&province, id, "名称与开设主体不符").await;
    assert_eq!(rejected["status"], "add_rejected");
    assert_eq!(rejected["waiting_for"], json!(null));
    recount::check(&world.db, &all).await;

    let to_correct = account(&unit, id).await;
    let rejection = &to_correct["rejection"];
    assert_eq!(rejection["reason"], "名称与开设主体不符");
    assert_eq!(rejection["org_unit"]["code"], "130000");
    let mut corrected = wechat("长安区教育局", 1, true);
    corrected["version"] = to_correct["version"].clone();
    let again = unit
        .post(&format!("/accounts/{id}/resubmit"), corrected)
        .await
        .expect(200);
    assert_eq!(again["status"], "add_pending");
    assert_eq!(again["name"], "长安区教育局");
    assert_eq!(again["waiting_for"]["code"], "130102", "from the bottom");
    recount::check(&world.db, &all).await;

    for office in [&county, &city] {
        assert_eq!(approve(office, id).await["status"], "add_pending");
        recount::check(&world.db, &all).await;
    }
    let registered = approve(&province, id).await;
    assert_eq!(registered["identifier"], "130102M001WX0001");
    recount::check(&world.db, &all).await;
    assert_eq!(
        log(&province, id).await,
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
    assert_eq!(world.db.db_verify_chains().await, 8);
    recount::check_integrity(&world.db).await;
}

async fn a_ministry_without_lower_offices_decides_alone(world: World) {
    let [unit, ministry] = world.sign_in_all(["bm6300M001", "bm6300"]).await;
    let declared = declare(&unit, "中国航天", 1).await;
    assert_eq!(declared["waiting_for"]["code"], "bm6300");
    let registered = approve(&ministry, &declared["id"]).await;
    assert_eq!(registered["status"], "normal");
    assert_eq!(registered["identifier"], "bm6300M001WX0001");
    recount::check(&world.db, &[&unit, &ministry]).await;
    recount::check_integrity(&world.db).await;
}

async fn identifiers_are_numbered_per_unit_and_platform(world: World) {
    let [unit, other, ministry, bureau] = world
        .sign_in_all(["bm2904M001", "bm6300M001", "bm2900", "bm2904"])
        .await;
    let space = world.sign_in("bm6300").await;
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
        let mut body = wechat("太原税务", n, true);
        body["kind"] = json!(kind);
        body["url"] = json!(url);
        let id = &unit.post("/accounts", body).await.expect(201)["id"];
        approve(&bureau, id).await;
        given.push(approve(&ministry, id).await["identifier"].clone());
    }
    let id = &declare(&other, "中国航天", 4).await["id"];
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

async fn a_rejected_addition_can_be_given_up(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let id = &declare(&unit, "上庄发布", 1).await["id"];
    reject(&district, id, "资料不全").await;
    let version = &account(&unit, id).await["version"];
    let gone = unit
        .post(
            &format!("/accounts/{id}/abandon"),
            json!({"version": version}),
        )
        .await
        .expect(200);
    assert_eq!(gone["status"], "gone");
    unit.get(&format!("/accounts/{id}"))
        .await
        .problem(404, "not_found");
    recount::check(&world.db, &[&unit, &district]).await;
    recount::check_integrity(&world.db).await;
    // What was given up is free for the next.
    declare(&unit, "上庄发布", 1).await;
}
