//! Which rows an export has, and in which order.

use nmrs_tests::register::{approve, declare, wechat};
use nmrs_tests::{World, on_both_databases};
use serde_json::{Value, json};

use super::cells::{export, ids};

on_both_databases!(
    the_rows_are_those_of_the_list_in_its_order,
    nobody_exports_what_is_out_of_scope,
    a_selection_has_the_order_of_its_keys,
    more_rows_than_are_read_at_once_come_all_and_in_order,
);

async fn the_rows_are_those_of_the_list_in_its_order(world: World) {
    let [unit, other, district, city] = world
        .sign_in_all(["110108M044", "110108M045", "110108", "110000"])
        .await;
    for n in 1..=5 {
        let account = declare(&unit, &format!("上庄发布{n}"), n).await;
        if n % 2 == 0 {
            approve(&district, &account["id"]).await;
        }
    }
    declare(&other, "苏家坨发布", 6).await;
    unit.post("/accounts", wechat("草稿", 7, false))
        .await
        .expect(201);
    let office = world.db.db_org_unit("110108").await.to_string();
    for query in [
        json!({}),
        json!({"sort": "created_at"}),
        json!({"sort": "-created_at", "kind": "wechat_subscription"}),
        json!({"name": "上庄"}),
        json!({"name": "发"}),
        json!({"link": "mp.weixin.qq.com"}),
        json!({"tab": "to_review", "sort": "step_since"}),
        json!({"tab": "drafts"}),
        json!({"tab": "rejected"}),
        json!({"status": "add_pending", "org": office}),
        json!({"overdue": "true"}),
        json!({"kind": "app"}),
    ] {
        for api in [&unit, &district, &city] {
            if query["org"].is_string() && api.signed_in["user"]["role"] == "reporting" {
                continue;
            }
            let pairs: Vec<String> = query
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, value)| format!("{name}={}", value.as_str().unwrap()))
                .collect();
            let path = format!("/accounts?per_page=100&{}", pairs.join("&"));
            let list = api.get(&path).await.expect(200);
            let listed: Vec<i64> = list["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|account| account["id"].as_i64().unwrap())
                .collect();
            assert_eq!(ids(api, json!({"filter": query})).await, listed, "{path}");
            // The page of a query that is sent as it is does not count.
            let mut paged = query.clone();
            paged["page"] = json!("3");
            paged["per_page"] = json!("2");
            let answer = export(api, json!({"filter": paged, "format": "ndjson"})).await;
            assert_eq!(
                answer.header("x-total-rows"),
                Some(listed.len().to_string().as_str())
            );
            assert_eq!(answer.text.lines().count(), listed.len());
        }
    }
}

async fn nobody_exports_what_is_out_of_scope(world: World) {
    let [here, there] = world.sign_in_all(["110108M044", "130102M001"]).await;
    let mine = declare(&here, "上庄", 1).await["id"].clone();
    let theirs = declare(&there, "长安", 2).await["id"].clone();
    let draft = here.post("/accounts", wechat("草稿", 3, false)).await;
    let draft = draft.expect(201)["id"].clone();
    let all = json!([mine, theirs, draft]);
    for (user, found, chosen) in [
        ("110108M044", vec![&mine], vec![&mine, &draft]),
        ("110108M045", vec![], vec![]),
        ("130102M001", vec![&theirs], vec![&theirs]),
        ("110108", vec![&mine], vec![&mine]),
        ("110105", vec![], vec![]),
        ("110000", vec![&mine], vec![&mine]),
        ("130100", vec![&theirs], vec![&theirs]),
        ("bm2900", vec![], vec![]),
        ("GB0000", vec![&theirs, &mine], vec![&mine, &theirs]),
    ] {
        let api = world.sign_in(user).await;
        assert_eq!(json!(ids(&api, json!({"filter": {}})).await), json!(found));
        if chosen.is_empty() {
            let answer = api.post("/accounts/export", json!({"ids": all})).await;
            answer.problem(404, "not_found");
        } else {
            assert_eq!(json!(ids(&api, json!({"ids": all})).await), json!(chosen));
        }
    }
    let office = world.db.db_org_unit("130000").await.to_string();
    let body = json!({"filter": {"org": office}});
    let answer = here.post("/accounts/export", body.clone()).await;
    answer.problem(404, "not_found");
    let beside = world.sign_in("110000").await;
    let answer = beside.post("/accounts/export", body).await;
    answer.problem(404, "not_found");
}

async fn a_selection_has_the_order_of_its_keys(world: World) {
    let unit = world.sign_in("110108M044").await;
    let mut keys = Vec::new();
    for n in 1..=4 {
        keys.push(declare(&unit, "上庄", n).await["id"].as_i64().unwrap());
    }
    let wanted = [keys[2], keys[0], keys[3], keys[2], 999_999_999];
    assert_eq!(
        ids(&unit, json!({"ids": wanted})).await,
        [keys[2], keys[0], keys[3]]
    );
    let answer = export(&unit, json!({"ids": wanted, "format": "csv"})).await;
    assert_eq!(answer.header("x-total-rows"), Some("3"));
}

/// The columns of an account that a copy has in common with it.
pub(super) const COPIED: &str = "reporting_unit_id, org_unit_id, org1_id, org2_id, org3_id, kind, \
    platform_code, platform_name, owner, url, external_id, external_id_by_hand, \
    represents_government, functions, other_function, contact_name, contact_position, \
    contact_mobile, contact_landline, step_since, restored, version";

/// Many closed accounts of the first unit.
pub(super) async fn copies(world: &World, of: &Value, number: u32) {
    world
        .db
        .db_run(&format!(
            "INSERT INTO accounts ({COPIED}, name, status, created_at, modified_at) \
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number}) \
             SELECT {COPIED}, name || i, 'closed', created_at, modified_at + i * 7919 % 1009 \
             FROM accounts, n WHERE id = {of}"
        ))
        .await;
}

async fn more_rows_than_are_read_at_once_come_all_and_in_order(world: World) {
    let unit = world.sign_in("110108M044").await;
    let first = declare(&unit, "上庄", 1).await["id"].clone();
    copies(&world, &first, 3_456).await;
    let found = ids(&unit, json!({"filter": {"status": "closed"}})).await;
    let expected = world
        .db
        .db_texts(
            "SELECT CAST(id AS TEXT) AS text FROM accounts WHERE status = 'closed' \
             ORDER BY modified_at DESC, id DESC",
        )
        .await;
    assert_eq!(found.len(), 3_456);
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
    let answer = export(&unit, json!({"filter": {}, "columns": ["id"]})).await;
    let (_, rows) = super::cells::sheet(&answer, "新媒体账号");
    assert_eq!(rows.len(), 3_457);
}
