//! Search in a register that is large enough for every way of searching.

use std::collections::BTreeSet;

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{Api, Server, TestDb};
use serde_json::{Value, json};

use super::{databases, printed, signed_in};

/// So many that more than 20,000 have a WeChat link.
const ACCOUNTS: &str = "32000";

const SUBMITTED: &str = "status NOT IN ('draft', 'gone')";

#[tokio::test]
async fn a_text_is_found_wherever_it_stands_and_however_often() {
    for db in databases().await {
        printed(&db, &["demo", "--accounts", ACCOUNTS], "");
        let server = Server::start(&db);
        let centre = signed_in(&server, "GB0000", PASSWORD).await;
        let province = signed_in(&server, "130000", PASSWORD).await;
        let hebei = db.db_org_unit("130000").await;
        for (api, scope) in [
            (&centre, "1 = 1".to_owned()),
            (&province, format!("org1_id = {hebei}")),
        ] {
            for (field, column, term) in [
                ("name", "name", "公安"),
                ("name", "name", "服务号"),
                ("name", "name", "石家庄教育"),
                ("name", "name", "发布"),
                ("name", "name", "局"),
                ("name", "name", "没有这样的名称"),
                ("link", "url", "DOUYIN"),
                ("link", "url", "weibo.com/u/1"),
            ] {
                same(&db, api, &format!("{field}={term}"), &scope, column, term).await;
            }
            same(
                &db,
                api,
                "status=normal&name=公安",
                &format!("{scope} AND status = 'normal'"),
                "name",
                "公安",
            )
            .await;
        }
        many(&centre).await;
    }
}

/// The list finds what a scan finds, in its order.
async fn same(db: &TestDb, api: &Api, query: &str, scope: &str, column: &str, term: &str) {
    let condition = format!("{SUBMITTED} AND {scope} AND lower({column}) LIKE lower('%{term}%')");
    let counted = db
        .db_number(&format!(
            "SELECT count(*) AS n FROM accounts WHERE {condition}"
        ))
        .await;
    let page = api.get(&format!("/accounts?{query}")).await.expect(200);
    assert_eq!(page["total"], counted, "{query} within {scope}");
    assert_eq!(page["total_exact"], true, "{query} within {scope}");
    let newest = db
        .db_texts(&format!(
            "SELECT CAST(id AS TEXT) AS text FROM accounts WHERE {condition} \
             ORDER BY modified_at DESC, id DESC LIMIT 20"
        ))
        .await;
    assert_eq!(ids(&page), newest, "{query} within {scope}");
}

/// What most of the register has is met soon, but not counted to the end; pages behind the count
/// can be read.
async fn many(centre: &Api) {
    let page = centre.get("/accounts?link=weixin").await.expect(200);
    assert_eq!(
        (&page["total"], &page["total_exact"]),
        (&json!(10_000), &json!(false))
    );
    assert!(
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|account| { account["url"].as_str().unwrap().contains("weixin") })
    );
    let behind = centre
        .get("/accounts?link=weixin&per_page=100&page=101")
        .await
        .expect(200);
    assert_eq!(ids(&behind).len(), 100);
    let first: BTreeSet<_> = ids(&page).into_iter().collect();
    assert!(ids(&behind).iter().all(|id| !first.contains(id)));
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item["id"].to_string()).collect()
}
