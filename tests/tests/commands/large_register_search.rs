//! Search in a register large enough for every search strategy.

use std::collections::BTreeSet;

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{ApiClient, Server, TestDb};
use serde_json::{Value, json};

use super::{databases, run_successfully, sign_in};

/// A number with which more than 20,000 accounts have a WeChat link.
const ACCOUNTS: &str = "32000";

const SUBMITTED: &str = "status NOT IN ('draft', 'gone')";

#[tokio::test]
async fn search_agrees_with_a_scan_in_a_large_register() {
    for db in databases().await {
        run_successfully(&db, &["demo", "--accounts", ACCOUNTS], "");
        let server = Server::start(&db);
        let central = sign_in(&server, "GB0000", PASSWORD).await;
        let province = sign_in(&server, "130000", PASSWORD).await;
        let hebei = db.org_unit_id("130000").await;
        for (client, scope) in [
            (&central, "1 = 1".to_owned()),
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
                assert_same(
                    &db,
                    client,
                    &format!("{field}={term}"),
                    &scope,
                    column,
                    term,
                )
                .await;
            }
            assert_same(
                &db,
                client,
                "status=normal&name=公安",
                &format!("{scope} AND status = 'normal'"),
                "name",
                "公安",
            )
            .await;
        }
        assert_limited_count(&central).await;
    }
}

/// Fails unless the list agrees with a table scan.
async fn assert_same(
    db: &TestDb,
    client: &ApiClient,
    query: &str,
    scope: &str,
    column: &str,
    term: &str,
) {
    let condition = format!("{SUBMITTED} AND {scope} AND lower({column}) LIKE lower('%{term}%')");
    let counted = db
        .query_number(&format!(
            "SELECT count(*) AS n FROM accounts WHERE {condition}"
        ))
        .await;
    let page = client.get(&format!("/accounts?{query}")).await.expect(200);
    assert_eq!(page["total"], counted, "{query} within {scope}");
    assert_eq!(page["total_exact"], true, "{query} within {scope}");
    let newest = db
        .query_texts(&format!(
            "SELECT CAST(id AS TEXT) AS text FROM accounts WHERE {condition} \
             ORDER BY modified_at DESC, id DESC LIMIT 20"
        ))
        .await;
    assert_eq!(ids(&page), newest, "{query} within {scope}");
}

/// Fails unless a frequent text is counted to the limit of 10,000 only, and pages beyond it can be
/// read.
async fn assert_limited_count(central: &ApiClient) {
    let page = central.get("/accounts?link=weixin").await.expect(200);
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
    let behind = central
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
