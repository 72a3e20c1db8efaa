//! The rows of an export and their order.

use nmrs_tests::data::accounts::{add_account, approve, wechat_form};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::{Value, json};

use super::cells::{export, export_ids};

on_both_databases!(
    an_export_has_the_rows_and_order_of_the_list,
    an_export_is_limited_to_the_scope,
    a_selection_is_exported_in_the_order_of_its_ids,
    exports_longer_than_one_batch_are_complete_and_in_order,
);

async fn an_export_has_the_rows_and_order_of_the_list(app: TestApp) {
    let [unit, other, district, city] = app
        .sign_in_all(["110108M044", "110108M045", "110108", "110000"])
        .await;
    for n in 1..=5 {
        let account = add_account(&unit, &format!("上庄发布{n}"), n).await;
        if n % 2 == 0 {
            approve(&district, &account["id"]).await;
        }
    }
    add_account(&other, "苏家坨发布", 6).await;
    unit.post("/accounts", wechat_form("草稿", 7, false))
        .await
        .expect(201);
    let office = app.db.org_unit_id("110108").await.to_string();
    let own_unit = app.db.reporting_unit_id("110108M044").await.to_string();
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
        json!({"unit": own_unit}),
    ] {
        for client in [&unit, &district, &city] {
            if query["org"].is_string() && client.session["user"]["role"] == "reporting" {
                continue;
            }
            let pairs: Vec<String> = query
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, value)| format!("{name}={}", value.as_str().unwrap()))
                .collect();
            let path = format!("/accounts?per_page=100&{}", pairs.join("&"));
            let list = client.get(&path).await.expect(200);
            let listed: Vec<i64> = list["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|account| account["id"].as_i64().unwrap())
                .collect();
            assert_eq!(
                export_ids(client, json!({"filter": query})).await,
                listed,
                "{path}"
            );
            // The page of the filter is ignored.
            let mut paged = query.clone();
            paged["page"] = json!("3");
            paged["per_page"] = json!("2");
            let response = export(client, json!({"filter": paged, "format": "ndjson"})).await;
            assert_eq!(
                response.header("x-total-rows"),
                Some(listed.len().to_string().as_str())
            );
            assert_eq!(response.text.lines().count(), listed.len());
        }
    }
}

async fn an_export_is_limited_to_the_scope(app: TestApp) {
    let [here, there] = app.sign_in_all(["110108M044", "130102M001"]).await;
    let mine = add_account(&here, "上庄", 1).await["id"].clone();
    let theirs = add_account(&there, "长安", 2).await["id"].clone();
    let draft = here.post("/accounts", wechat_form("草稿", 3, false)).await;
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
        let client = app.sign_in(user).await;
        assert_eq!(
            json!(export_ids(&client, json!({"filter": {}})).await),
            json!(found)
        );
        if chosen.is_empty() {
            let response = client.post("/accounts/export", json!({"ids": all})).await;
            response.problem(404, "not_found");
        } else {
            assert_eq!(
                json!(export_ids(&client, json!({"ids": all})).await),
                json!(chosen)
            );
        }
    }
    let office = app.db.org_unit_id("130000").await.to_string();
    let body = json!({"filter": {"org": office}});
    let response = here.post("/accounts/export", body.clone()).await;
    response.problem(404, "not_found");
    let beside = app.sign_in("110000").await;
    let response = beside.post("/accounts/export", body).await;
    response.problem(404, "not_found");
}

async fn a_selection_is_exported_in_the_order_of_its_ids(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let mut keys = Vec::new();
    for n in 1..=4 {
        keys.push(add_account(&unit, "上庄", n).await["id"].as_i64().unwrap());
    }
    let selection = [keys[2], keys[0], keys[3], keys[2], 999_999_999];
    assert_eq!(
        export_ids(&unit, json!({"ids": selection})).await,
        [keys[2], keys[0], keys[3]]
    );
    let response = export(&unit, json!({"ids": selection, "format": "csv"})).await;
    assert_eq!(response.header("x-total-rows"), Some("3"));
}

/// The columns that [`insert_copies`] copies.
pub(super) const COPIED: &str = "reporting_unit_id, org_unit_id, org1_id, org2_id, org3_id, kind, \
    platform_code, platform_name, owner, url, external_id, external_id_by_hand, \
    represents_government, functions, other_function, contact_name, contact_position, \
    contact_mobile, contact_landline, step_since, restored, version";

/// Inserts `number` closed copies of an account.
pub(super) async fn insert_copies(app: &TestApp, of: &Value, number: u32) {
    app.db
        .execute(&format!(
            "INSERT INTO accounts ({COPIED}, name, status, created_at, modified_at) \
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number}) \
             SELECT {COPIED}, name || i, 'closed', created_at, modified_at + i * 7919 % 1009 \
             FROM accounts, n WHERE id = {of}"
        ))
        .await;
}

async fn exports_longer_than_one_batch_are_complete_and_in_order(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let first = add_account(&unit, "上庄", 1).await["id"].clone();
    insert_copies(&app, &first, 3_456).await;
    let found = export_ids(&unit, json!({"filter": {"status": "closed"}})).await;
    let expected = app
        .db
        .query_texts(
            "SELECT CAST(id AS TEXT) AS text FROM accounts WHERE status = 'closed' \
             ORDER BY modified_at DESC, id DESC",
        )
        .await;
    assert_eq!(found.len(), 3_456);
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
    let response = export(&unit, json!({"filter": {}, "columns": ["id"]})).await;
    let (_, rows) = super::cells::parse_sheet(&response, "新媒体账号");
    assert_eq!(rows.len(), 3_457);
}
