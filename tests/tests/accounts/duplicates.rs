//! Duplicates and warnings about similar accounts.

use nmrs_tests::data::accounts::{
    add_account, approve, close_form, delete_form, get_account, perform, register_account,
    wechat_form,
};
use nmrs_tests::{TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    similar_names_are_found_across_units,
    similar_links_are_found_across_platforms,
    groups_are_paged_and_sorted_by_size,
    a_same_name_in_the_county_is_a_warning_for_unit_and_office,
    a_former_identity_is_linked_only_within_the_scope,
    an_account_deleted_after_approval_can_still_be_read,
);

async fn similar_names_are_found_across_units(app: TestApp) {
    let [first, second, far, capital, province, central] = app
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
    let a = add_account(&first, "上庄发布", 1).await;
    // Two accounts of one unit are a warning, not a duplicate.
    add_account(&first, "上庄发布服务号", 2).await;
    assert_eq!(capital.get(path).await.expect(200)["total"], 0);
    let b = add_account(&second, "“上庄·发布”公众号", 3).await;
    add_account(&second, "朝阳发布", 4).await;
    add_account(&far, "上庄发布", 5).await;
    // Drafts and other platforms are not duplicates.
    far.post("/accounts", wechat_form("上庄发布", 6, false))
        .await
        .expect(201);
    add_weibo_account(&second, "上庄发布", 7).await;
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
    // The other province has only one of them; the central office sees all.
    assert_eq!(province.get(path).await.expect(200)["total"], 0);
    assert_eq!(central.get(path).await.expect(200)["items"][0]["count"], 4);
    // Deleted accounts are not duplicates.
    for id in [&a["id"], &b["id"]] {
        perform(&central, id, "delete", delete_form)
            .await
            .expect(204);
    }
    assert_eq!(capital.get(path).await.expect(200)["total"], 0);
    capital
        .get("/accounts/duplicates?by=colour&page=0")
        .await
        .problem(422, "validation_failed");
    invariants::check_counts(&app.db, &[&capital, &central]).await;
}

async fn add_weibo_account(unit: &nmrs_tests::ApiClient, name: &str, n: u32) -> Value {
    let mut body = wechat_form(name, n, true);
    body["kind"] = json!("weibo");
    body["url"] = json!(format!("https://weibo.com/u/12889152{n:02}"));
    unit.post("/accounts", body).await.expect(201)
}

async fn similar_links_are_found_across_platforms(app: TestApp) {
    let [first, second, capital] = app
        .sign_in_all(["110108M044", "110105M001", "110000"])
        .await;
    let other = |name: &str, platform: &str, url: &str| {
        let mut body = wechat_form(name, 1, true);
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

async fn groups_are_paged_and_sorted_by_size(app: TestApp) {
    let [first, second, third, capital] = app
        .sign_in_all(["110108M044", "110105M001", "110000M001", "110000"])
        .await;
    for (n, name) in (1..).zip(["甲发布", "乙发布", "丙发布"]) {
        add_account(&first, name, n).await;
        add_account(&second, name, 10 + n).await;
    }
    add_account(&third, "丙发布", 20).await;
    let page = |page: u32| format!("/accounts/duplicates?per_page=2&page={page}");
    let first_page = capital.get(&page(1)).await.expect(200);
    let second_page = capital.get(&page(2)).await.expect(200);
    let beyond = capital.get(&page(9)).await.expect(200);
    for response in [&first_page, &second_page, &beyond] {
        assert_eq!(response["total"], 3, "{response}");
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

async fn a_same_name_in_the_county_is_a_warning_for_unit_and_office(app: TestApp) {
    let [first, second, elsewhere, district] = app
        .sign_in_all(["110108M044", "110108M045", "110105M001", "110108"])
        .await;
    let old = add_account(&first, "上庄发布", 1).await;
    assert!(warning(&old, "same_name").is_none());
    let far = add_account(&elsewhere, "上庄发布", 2).await;
    assert!(warning(&far, "same_name").is_none());
    let new = add_account(&second, "上庄 发布", 3).await;
    let warned = warning(&new, "same_name").unwrap();
    // The warning does not name the other unit.
    assert_eq!(warned["account_id"], Value::Null);
    assert!(!warned["detail"].as_str().unwrap().contains("上庄镇"));
    let seen = get_account(&district, &new["id"]).await;
    let warned = warning(&seen, "same_name").unwrap();
    assert_eq!(warned["account_id"], old["id"]);
    assert!(
        warned["detail"]
            .as_str()
            .unwrap()
            .contains("海淀区上庄镇人民政府")
    );
}

async fn a_former_identity_is_linked_only_within_the_scope(app: TestApp) {
    let [first, second, district, capital, central] = app
        .sign_in_all(["110108M044", "110105M001", "110108", "110000", "GB0000"])
        .await;
    let offices = [&district, &capital];
    let closed = register_account(&first, &offices, "上庄发布", 1).await;
    perform(&first, &closed["id"], "close", close_form)
        .await
        .expect(200);
    approve(&district, &closed["id"]).await;
    let deleted = register_account(&first, &offices, "上庄办事", 2).await;
    perform(&central, &deleted["id"], "delete", delete_form)
        .await
        .expect(204);
    for (n, before, word) in [(1, &closed, "关停"), (2, &deleted, "删除")] {
        let new = add_account(&second, "朝阳教育", n).await;
        let warned = warning(&new, "former_identity").unwrap();
        assert_eq!(warned["account_id"], Value::Null, "{warned}");
        assert!(!warned.to_string().contains("上庄"), "{warned}");
        let seen = get_account(&capital, &new["id"]).await;
        let warned = warning(&seen, "former_identity").unwrap();
        assert_eq!(warned["account_id"], before["id"], "{warned}");
        assert!(
            warned["detail"].as_str().unwrap().contains(word),
            "{warned}"
        );
    }
}

async fn an_account_deleted_after_approval_can_still_be_read(app: TestApp) {
    let [unit, other, district, capital, central] = app
        .sign_in_all(["110108M044", "110108M045", "110108", "110000", "GB0000"])
        .await;
    let id = register_account(&unit, &[&district, &capital], "上庄发布", 1).await["id"].clone();
    perform(&central, &id, "delete", delete_form)
        .await
        .expect(204);
    for caller in [&unit, &district, &capital, &central] {
        let deleted = get_account(caller, &id).await;
        assert_eq!(
            (&deleted["status"], &deleted["allowed_actions"]),
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
    // No action is possible.
    perform(&unit, &id, "close", close_form)
        .await
        .problem(404, "not_found");
}
