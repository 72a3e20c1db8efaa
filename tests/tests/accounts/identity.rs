//! One living account an identity, and links that have to carry one.

use nmrs_tests::register::{account, approve, declare, reject, wechat};
use nmrs_tests::{World, on_both_databases};
use serde_json::json;

on_both_databases!(
    a_link_without_identity_is_refused_with_the_form_that_is_expected,
    a_link_that_no_index_takes_is_refused_or_not_compared,
    the_same_link_by_another_unit_is_refused_without_telling_whose_it_is,
    the_same_link_by_the_same_unit_is_refused_with_the_account_that_has_it,
    two_spellings_of_a_link_are_one_identity,
    a_rejected_account_keeps_its_identity_until_it_is_given_up,
    an_id_by_hand_is_marked_for_the_reviewer,
    a_second_account_on_a_platform_is_a_warning_and_no_refusal,
    the_form_can_ask_before_it_submits,
    an_account_may_not_take_an_identity_while_it_is_corrected,
);

async fn a_link_that_no_index_takes_is_refused_or_not_compared(world: World) {
    let unit = world.sign_in("110108M044").await;
    // Different characters: an index would pack equal ones.
    let long: String = (0..1_900u32)
        .filter_map(|n| char::from_u32(0x4E00 + n * 7_919 % 20_000))
        .collect();
    let mut body = wechat("上庄", 1, true);
    body["kind"] = json!("app");
    body["url"] = json!(format!("https://app.example.cn/{long}"));
    let refused = unit.post("/accounts", body.clone()).await;
    refused.field_error("/url");
    // Where the link carries an identity, the rest of it does not matter.
    body["kind"] = json!("weibo");
    body["url"] = json!(format!("https://weibo.com/u/7000000001?q={long}"));
    unit.post("/accounts", body).await.expect(201);
}

async fn a_link_without_identity_is_refused_with_the_form_that_is_expected(world: World) {
    let unit = world.sign_in("110108M044").await;
    for (kind, url, expected) in [
        (
            "wechat_subscription",
            "https://mp.weixin.qq.com/s/AbCdEf",
            "__biz",
        ),
        ("weibo", "https://weibo.com/beijing", "https://weibo.com/u/"),
        (
            "douyin",
            "https://v.douyin.com/iAbCd/",
            "https://www.douyin.com/user/",
        ),
        ("weibo", "weibo.com/u/1", "https://"),
        ("weibo", "javascript:alert(1)", "https://"),
    ] {
        let mut body = wechat("上庄", 1, true);
        body["kind"] = json!(kind);
        body["url"] = json!(url);
        let detail = unit.post("/accounts", body).await.field_error("/url");
        assert!(detail.contains(expected), "{url}: {detail}");
    }
}

async fn the_same_link_by_another_unit_is_refused_without_telling_whose_it_is(world: World) {
    let [unit, other] = world.sign_in_all(["110108M044", "130102M001"]).await;
    declare(&unit, "上庄发布", 1).await;
    let refused = other.post("/accounts", wechat("长安教育", 1, true)).await;
    for secret in ["上庄", "110108", "海淀"] {
        assert!(!refused.text.contains(secret), "{}", refused.text);
    }
    let refused = refused.problem(409, "identity_taken");
    assert!(refused["detail"].as_str().unwrap().contains("其他填报单位"));
    assert_eq!(refused["errors"][0]["pointer"], "/url");
    let page = other.get("/accounts").await.expect(200);
    assert_eq!(page["total"], 0);
    // A draft claims nothing, so it may be kept.
    let mut draft = wechat("长安教育", 1, false);
    let kept = other.post("/accounts", draft.clone()).await.expect(201);
    draft["version"] = kept["version"].clone();
    draft["submit"] = json!(true);
    let path = format!("/accounts/{}", kept["id"]);
    other.put(&path, draft).await.problem(409, "identity_taken");
    other
        .post(
            &format!("{path}/submit"),
            json!({"version": kept["version"]}),
        )
        .await
        .problem(409, "identity_taken");
}

async fn the_same_link_by_the_same_unit_is_refused_with_the_account_that_has_it(world: World) {
    let unit = world.sign_in("110108M044").await;
    declare(&unit, "上庄发布", 1).await;
    let refused = unit
        .post("/accounts", wechat("上庄发布二", 1, true))
        .await
        .problem(409, "identity_taken");
    assert!(refused["detail"].as_str().unwrap().contains("上庄发布"));
}

async fn two_spellings_of_a_link_are_one_identity(world: World) {
    let [unit, other] = world.sign_in_all(["110108M044", "110108M045"]).await;
    for (kind, first, second) in [
        (
            "wechat_subscription",
            "https://mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA==&mid=1",
            "http://mp.weixin.qq.com/s?mid=2&__biz=2392311328#rd",
        ),
        (
            "weibo",
            "https://weibo.com/u/2803301701",
            "https://m.weibo.cn/profile/2803301701",
        ),
        (
            "app",
            "https://www.example.gov.cn/app/?utm_source=x",
            "http://example.gov.cn/app",
        ),
    ] {
        let body = |url: &str| {
            let mut body = wechat("发布", 1, true);
            body["kind"] = json!(kind);
            body["url"] = json!(url);
            body
        };
        unit.post("/accounts", body(first)).await.expect(201);
        other
            .post("/accounts", body(second))
            .await
            .problem(409, "identity_taken");
    }
}

async fn a_rejected_account_keeps_its_identity_until_it_is_given_up(world: World) {
    let [unit, other, district] = world
        .sign_in_all(["110108M044", "110108M045", "110108"])
        .await;
    let id = &declare(&unit, "上庄发布", 1).await["id"];
    reject(&district, id, "资料不全").await;
    let taken = wechat("苏家坨", 1, true);
    other
        .post("/accounts", taken.clone())
        .await
        .problem(409, "identity_taken");
    let version = &account(&unit, id).await["version"];
    unit.post(
        &format!("/accounts/{id}/abandon"),
        json!({"version": version}),
    )
    .await
    .expect(200);
    other.post("/accounts", taken).await.expect(201);
}

async fn an_id_by_hand_is_marked_for_the_reviewer(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let mut body = wechat("上庄", 1, true);
    body["kind"] = json!("weibo");
    body["url"] = json!("https://weibo.com/shangzhuang");
    body["external_id"] = json!("2803301701");
    let declared = unit.post("/accounts", body).await.expect(201);
    assert_eq!(declared["external_id_by_hand"], true);
    let seen = account(&district, &declared["id"]).await;
    let review = district
        .get(&format!("/reviews/{}", seen["review_id"]))
        .await
        .expect(200);
    let warnings = review["account"]["warnings"].as_array().unwrap();
    assert_eq!(warnings[0]["kind"], "identity_by_hand");
}

async fn a_second_account_on_a_platform_is_a_warning_and_no_refusal(world: World) {
    let unit = world.sign_in("110108M044").await;
    let first = declare(&unit, "上庄发布", 1).await;
    assert_eq!(first["warnings"], json!([]));
    let second = declare(&unit, "上庄办事", 2).await;
    assert_eq!(second["warnings"][0]["kind"], "second_account");
    assert_eq!(second["warnings"][0]["account_id"], first["id"]);
}

async fn the_form_can_ask_before_it_submits(world: World) {
    let [unit, other, office] = world
        .sign_in_all(["110108M044", "110108M045", "110108"])
        .await;
    let path = "/accounts/identity-check?kind=weibo&url=https%3A%2F%2Fweibo.com%2Fu%2F2803301701";
    let hidden = "/accounts/identity-check?kind=mini_program&url=https://a.cn&platform_name=%00";
    unit.get(hidden).await.field_error("/platform_name");
    let free = unit.get(path).await.expect(200);
    assert_eq!(free["taken"], false);
    assert_eq!(free["external_id"], "2803301701");
    let mut body = wechat("上庄", 1, true);
    body["kind"] = json!("weibo");
    body["url"] = json!("https://weibo.com/u/2803301701");
    let id = unit.post("/accounts", body).await.expect(201)["id"].clone();
    let own = unit.get(&format!("{path}&except={id}")).await.expect(200);
    assert_eq!(own["taken"], false);
    // Another unit cannot leave aside what is not its own.
    for path in [path.to_owned(), format!("{path}&except={id}")] {
        let taken = other.get(&path).await.expect(200);
        assert_eq!(taken["taken"], true);
        assert!(!taken.to_string().contains("上庄"), "{taken}");
    }
    office.get(path).await.problem(403, "forbidden");
    unit.get("/accounts/identity-check?kind=weibo&url=x")
        .await
        .field_error("/url");
}

async fn an_account_may_not_take_an_identity_while_it_is_corrected(world: World) {
    let [unit, other, district, city] = world
        .sign_in_all(["110108M044", "110108M045", "110108", "110000"])
        .await;
    let first = declare(&unit, "上庄发布", 1).await;
    approve(&district, &first["id"]).await;
    approve(&city, &first["id"]).await;
    let id = &declare(&other, "苏家坨", 2).await["id"];
    reject(&district, id, "链接不对").await;
    let mut body = wechat("苏家坨", 1, true);
    body["version"] = account(&other, id).await["version"].clone();
    other
        .post(&format!("/accounts/{id}/resubmit"), body)
        .await
        .problem(409, "identity_taken");
    assert_eq!(account(&other, id).await["status"], "add_rejected");
}
