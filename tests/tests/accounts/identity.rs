//! Identities are unique among living accounts, and links must contain one.

use nmrs_tests::data::accounts::{add_account, approve, get_account, reject, wechat_form};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::json;

on_both_databases!(
    a_link_without_identity_is_refused_with_the_expected_form,
    a_link_too_long_for_the_index_is_refused_unless_it_carries_an_identity,
    a_link_of_another_unit_is_refused_without_naming_the_unit,
    a_link_of_the_same_unit_is_refused_with_the_name_of_its_account,
    two_spellings_of_a_link_are_one_identity,
    a_rejected_account_keeps_its_identity_until_it_is_abandoned,
    a_manually_entered_id_is_marked_for_the_reviewer,
    a_second_account_on_a_platform_is_only_a_warning,
    an_identity_can_be_checked_before_the_form_is_submitted,
    a_resubmission_cannot_take_the_identity_of_another_account,
);

async fn a_link_too_long_for_the_index_is_refused_unless_it_carries_an_identity(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    // Distinct characters, because repeated ones would be compressed in the index.
    let long: String = (0..1_900u32)
        .filter_map(|n| char::from_u32(0x4E00 + n * 7_919 % 20_000))
        .collect();
    let mut body = wechat_form("上庄", 1, true);
    body["kind"] = json!("app");
    body["url"] = json!(format!("https://app.example.cn/{long}"));
    let refused = unit.post("/accounts", body.clone()).await;
    refused.field_error("/url");
    // If the link carries an identity, its length does not matter.
    body["kind"] = json!("weibo");
    body["url"] = json!(format!("https://weibo.com/u/7000000001?q={long}"));
    unit.post("/accounts", body).await.expect(201);
}

async fn a_link_without_identity_is_refused_with_the_expected_form(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
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
        let mut body = wechat_form("上庄", 1, true);
        body["kind"] = json!(kind);
        body["url"] = json!(url);
        let detail = unit.post("/accounts", body).await.field_error("/url");
        assert!(detail.contains(expected), "{url}: {detail}");
    }
}

async fn a_link_of_another_unit_is_refused_without_naming_the_unit(app: TestApp) {
    let [unit, other] = app.sign_in_all(["110108M044", "130102M001"]).await;
    add_account(&unit, "上庄发布", 1).await;
    let refused = other
        .post("/accounts", wechat_form("长安教育", 1, true))
        .await;
    for secret in ["上庄", "110108", "海淀"] {
        assert!(!refused.text.contains(secret), "{}", refused.text);
    }
    let refused = refused.problem(409, "identity_taken");
    assert!(refused["detail"].as_str().unwrap().contains("其他填报单位"));
    assert_eq!(refused["errors"][0]["pointer"], "/url");
    let page = other.get("/accounts").await.expect(200);
    assert_eq!(page["total"], 0);
    // A draft does not reserve the identity.
    let mut draft = wechat_form("长安教育", 1, false);
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

async fn a_link_of_the_same_unit_is_refused_with_the_name_of_its_account(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    add_account(&unit, "上庄发布", 1).await;
    let refused = unit
        .post("/accounts", wechat_form("上庄发布二", 1, true))
        .await
        .problem(409, "identity_taken");
    assert!(refused["detail"].as_str().unwrap().contains("上庄发布"));
}

async fn two_spellings_of_a_link_are_one_identity(app: TestApp) {
    let [unit, other] = app.sign_in_all(["110108M044", "110108M045"]).await;
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
            let mut body = wechat_form("发布", 1, true);
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

async fn a_rejected_account_keeps_its_identity_until_it_is_abandoned(app: TestApp) {
    let [unit, other, district] = app
        .sign_in_all(["110108M044", "110108M045", "110108"])
        .await;
    let id = &add_account(&unit, "上庄发布", 1).await["id"];
    reject(&district, id, "资料不全").await;
    let taken = wechat_form("苏家坨", 1, true);
    other
        .post("/accounts", taken.clone())
        .await
        .problem(409, "identity_taken");
    let version = &get_account(&unit, id).await["version"];
    unit.post(
        &format!("/accounts/{id}/abandon"),
        json!({"version": version}),
    )
    .await
    .expect(200);
    other.post("/accounts", taken).await.expect(201);
}

async fn a_manually_entered_id_is_marked_for_the_reviewer(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let mut body = wechat_form("上庄", 1, true);
    body["kind"] = json!("weibo");
    body["url"] = json!("https://weibo.com/shangzhuang");
    body["external_id"] = json!("2803301701");
    let added = unit.post("/accounts", body).await.expect(201);
    assert_eq!(added["external_id_by_hand"], true);
    let seen = get_account(&district, &added["id"]).await;
    let review = district
        .get(&format!("/reviews/{}", seen["review_id"]))
        .await
        .expect(200);
    let warnings = review["account"]["warnings"].as_array().unwrap();
    assert_eq!(warnings[0]["kind"], "identity_by_hand");
}

async fn a_second_account_on_a_platform_is_only_a_warning(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let first = add_account(&unit, "上庄发布", 1).await;
    assert_eq!(first["warnings"], json!([]));
    let second = add_account(&unit, "上庄办事", 2).await;
    assert_eq!(second["warnings"][0]["kind"], "second_account");
    assert_eq!(second["warnings"][0]["account_id"], first["id"]);
}

async fn an_identity_can_be_checked_before_the_form_is_submitted(app: TestApp) {
    let [unit, other, office] = app
        .sign_in_all(["110108M044", "110108M045", "110108"])
        .await;
    let path = "/accounts/identity-check?kind=weibo&url=https%3A%2F%2Fweibo.com%2Fu%2F2803301701";
    let hidden = "/accounts/identity-check?kind=mini_program&url=https://a.cn&platform_name=%00";
    unit.get(hidden).await.field_error("/platform_name");
    let free = unit.get(path).await.expect(200);
    assert_eq!(free["taken"], false);
    assert_eq!(free["external_id"], "2803301701");
    let mut body = wechat_form("上庄", 1, true);
    body["kind"] = json!("weibo");
    body["url"] = json!("https://weibo.com/u/2803301701");
    let id = unit.post("/accounts", body).await.expect(201)["id"].clone();
    let own = unit.get(&format!("{path}&except={id}")).await.expect(200);
    assert_eq!(own["taken"], false);
    // `except` works for own accounts only.
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

async fn a_resubmission_cannot_take_the_identity_of_another_account(app: TestApp) {
    let [unit, other, district, city] = app
        .sign_in_all(["110108M044", "110108M045", "110108", "110000"])
        .await;
    let first = add_account(&unit, "上庄发布", 1).await;
    approve(&district, &first["id"]).await;
    approve(&city, &first["id"]).await;
    let id = &add_account(&other, "苏家坨", 2).await["id"];
    reject(&district, id, "链接不对").await;
    let mut body = wechat_form("苏家坨", 1, true);
    body["version"] = get_account(&other, id).await["version"].clone();
    other
        .post(&format!("/accounts/{id}/resubmit"), body)
        .await
        .problem(409, "identity_taken");
    assert_eq!(get_account(&other, id).await["status"], "add_rejected");
}
