//! Accounts that look alike, and what is said about them.

use nmrs_tests::register::{account, act, approve, closure, declare, deletion, registered, wechat};
use nmrs_tests::{World, on_both_databases, recount};
use serde_json::{Value, json};

on_both_databases!(
    names_that_are_nearly_the_same_are_found_across_units,
    links_that_are_nearly_the_same_are_found_across_platforms,
    groups_come_in_pages_the_largest_first,
    a_namesake_in_the_county_is_told_to_both_sides,
    a_former_identity_is_linked_where_it_may_be_seen,
    what_was_deleted_after_approval_can_still_be_read,
);

async fn names_that_are_nearly_the_same_are_found_across_units(world: World) {
    let [first, second, far, capital, province, central] = world
        .sign_in_all([
            "110108M044",
            "110105M001",
            "130102M001",
            "110000",
            "130000",
            "GB0000",
        ])
        .await;
    let path = "/accounts/duplicates";
    let a = declare(&first, "上庄发布", 1).await;
    // Twice in one unit is a warning to that unit, not a duplicate across units.
    declare(&first, "上庄发布服务号", 2).await;
    assert_eq!(capital.get(path).await.expect(200)["total"], 0);
    let b = declare(&second, "“上庄·发布”公众号", 3).await;
    declare(&second, "朝阳发布", 4).await;
    declare(&far, "上庄发布", 5).await;
    // A draft and another platform do not count.
    far.post("/accounts", wechat("上庄发布", 6, false))
        .await
        .expect(201);
    declare_weibo(&second, "上庄发布", 7).await;
    let seen = capital.get(path).await.expect(200);
    assert_eq!(
        (&seen["total"], &seen["items"][0]["count"]),
        (&json!(1), &json!(3))
    );
    let group = &seen["items"][0];
    assert_eq!(
        (&group["by"], &group["key"]),
        (&json!("name"), &json!("上庄发布"))
    );
    assert_eq!(group["accounts"][0]["id"], a["id"]);
    assert_eq!(group["accounts"][2]["id"], b["id"]);
    assert_eq!(group["accounts"][2]["reporting_unit"]["code"], "110105M001");
    // The other province has one of them, the centre sees all.
    assert_eq!(province.get(path).await.expect(200)["total"], 0);
    assert_eq!(central.get(path).await.expect(200)["items"][0]["count"], 4);
    // What does not live any more is no duplicate.
    for id in [&a["id"], &b["id"]] {
        act(&central, id, "delete", deletion).await.expect(204);
    }
    assert_eq!(capital.get(path).await.expect(200)["total"], 0);
    capital
        .get("/accounts/duplicates?by=colour&page=0")
        .await
        .problem(422, "validation_failed");
    recount::check(&world.db, &[&capital, &central]).await;
}

async fn declare_weibo(unit: &nmrs_tests::Api, name: &str, n: u32) -> Value {
    let mut body = wechat(name, n, true);
    body["kind"] = json!("weibo");
    body["url"] = json!(format!("https://weibo.com/u/12889152{n:02}"));
    unit.post("/accounts", body).await.expect(201)
}

async fn links_that_are_nearly_the_same_are_found_across_platforms(world: World) {
    let [first, second, capital] = world
        .sign_in_all(["110108M044", "110105M001", "110000"])
        .await;
    let other = |name: &str, platform: &str, url: &str| {
        let mut body = wechat(name, 1, true);
        body["kind"] = json!("other");
        body["platform_name"] = json!(platform);
        body["url"] = json!(url);
        body
    };
    let url = "https://www.bjhd.gov.cn/xmt/index.html";
    first
        .post("/accounts", other("海淀频道", "人民网", url))
        .await
        .expect(201);
    let same = "http://bjhd.gov.cn/xmt/?utm_source=x";
    second
        .post("/accounts", other("朝阳频道", "新华网", same))
        .await
        .expect(201);
    let found = capital
        .get("/accounts/duplicates?by=link")
        .await
        .expect(200);
    assert_eq!(found["total"], 1, "{found}");
    assert_eq!(found["items"][0]["key"], "bjhd.gov.cn/xmt");
    assert_eq!(found["items"][0]["accounts"].as_array().unwrap().len(), 2);
    assert_eq!(
        capital.get("/accounts/duplicates").await.expect(200)["total"],
        0
    );
}

async fn groups_come_in_pages_the_largest_first(world: World) {
    let [first, second, third, capital] = world
        .sign_in_all(["110108M044", "110105M001", "110000M001", "110000"])
        .await;
    for (n, name) in (1..).zip(["甲发布", "乙发布", "丙发布"]) {
        declare(&first, name, n).await;
        declare(&second, name, 10 + n).await;
    }
    declare(&third, "丙发布", 20).await;
    let page = |page: u32| format!("/accounts/duplicates?per_page=2&page={page}");
    let first_page = capital.get(&page(1)).await.expect(200);
    let second_page = capital.get(&page(2)).await.expect(200);
    let beyond = capital.get(&page(9)).await.expect(200);
    for answer in [&first_page, &second_page, &beyond] {
        assert_eq!(answer["total"], 3, "{answer}");
    }
    assert_eq!(first_page["items"][0]["key"], "丙发布");
    assert_eq!(first_page["items"][0]["count"], 3);
    assert_eq!(first_page["items"].as_array().unwrap().len(), 2);
    assert_eq!(second_page["items"].as_array().unwrap().len(), 1);
    assert_eq!(beyond["items"], json!([]));
}

fn warning<'a>(account: &'a Value, kind: &str) -> Option<&'a Value> {
    let warnings = account["warnings"].as_array().unwrap();
    warnings.iter().find(|warning| warning["kind"] == kind)
}

async fn a_namesake_in_the_county_is_told_to_both_sides(world: World) {
    let [first, second, elsewhere, district] = world
        .sign_in_all(["110108M044", "110108M045", "110105M001", "110108"])
        .await;
    let old = declare(&first, "上庄发布", 1).await;
    assert!(warning(&old, "same_name").is_none());
    let far = declare(&elsewhere, "上庄发布", 2).await;
    assert!(warning(&far, "same_name").is_none());
    let new = declare(&second, "上庄 发布", 3).await;
    let told = warning(&new, "same_name").unwrap();
    // The unit learns that there is one, not whose it is.
    assert_eq!(told["account_id"], Value::Null);
    assert!(!told["detail"].as_str().unwrap().contains("上庄镇"));
    let seen = account(&district, &new["id"]).await;
    let told = warning(&seen, "same_name").unwrap();
    assert_eq!(told["account_id"], old["id"]);
    assert!(
        told["detail"]
            .as_str()
            .unwrap()
            .contains("海淀区上庄镇人民政府")
    );
}

async fn a_former_identity_is_linked_where_it_may_be_seen(world: World) {
    let [first, second, district, capital, central] = world
        .sign_in_all(["110108M044", "110105M001", "110108", "110000", "GB0000"])
        .await;
    let offices = [&district, &capital];
    let closed = registered(&first, &offices, "上庄发布", 1).await;
    act(&first, &closed["id"], "close", closure)
        .await
        .expect(200);
    approve(&district, &closed["id"]).await;
    let deleted = registered(&first, &offices, "上庄办事", 2).await;
    act(&central, &deleted["id"], "delete", deletion)
        .await
        .expect(204);
    for (n, before, word) in [(1, &closed, "关停"), (2, &deleted, "删除")] {
        let new = declare(&second, "朝阳教育", n).await;
        let told = warning(&new, "former_identity").unwrap();
        assert_eq!(told["account_id"], Value::Null, "{told}");
        assert!(!told.to_string().contains("上庄"), "{told}");
        let seen = account(&capital, &new["id"]).await;
        let told = warning(&seen, "former_identity").unwrap();
        assert_eq!(told["account_id"], before["id"], "{told}");
        assert!(told["detail"].as_str().unwrap().contains(word), "{told}");
    }
}

async fn what_was_deleted_after_approval_can_still_be_read(world: World) {
    let [unit, other, district, capital, central] = world
        .sign_in_all(["110108M044", "110108M045", "110108", "110000", "GB0000"])
        .await;
    let id = registered(&unit, &[&district, &capital], "上庄发布", 1).await["id"].clone();
    act(&central, &id, "delete", deletion).await.expect(204);
    for caller in [&unit, &district, &capital, &central] {
        let gone = account(caller, &id).await;
        assert_eq!(
            (&gone["status"], &gone["allowed_actions"]),
            (&json!("gone"), &json!([]))
        );
        let log = caller
            .get(&format!("/accounts/{id}/events"))
            .await
            .expect(200);
        assert_eq!(log["items"][0]["kind"], "deleted", "{log}");
        let list = caller.get("/accounts").await.expect(200);
        assert_eq!(list["total"], 0, "listed nowhere");
    }
    other
        .get(&format!("/accounts/{id}"))
        .await
        .problem(404, "not_found");
    // Nothing can be done with it any more.
    act(&unit, &id, "close", closure)
        .await
        .problem(404, "not_found");
}
