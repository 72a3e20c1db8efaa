//! The work list: filters, sort order, pages.

use std::collections::BTreeSet;

use nmrs_tests::data::accounts::{add_account, approve, wechat_form};
use nmrs_tests::{ApiClient, TestApp, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    each_filter_finds_the_matching_accounts,
    pages_contain_each_row_once_in_order,
    a_unit_filter_finds_the_accounts_of_one_visible_unit,
    all_invalid_filters_are_reported,
    an_unknown_filter_is_refused,
);

async fn each_filter_finds_the_matching_accounts(app: TestApp) {
    let [unit, other, district, city] = app
        .sign_in_all(["110108M044", "110000M001", "110108", "110000"])
        .await;
    let first = add_account(&unit, "上庄发布", 1).await;
    approve(&district, &first["id"]).await;
    approve(&city, &first["id"]).await;
    let mut weibo = wechat_form("平安北京", 2, true);
    weibo["kind"] = json!("weibo");
    weibo["url"] = json!("https://weibo.com/u/1288915263");
    weibo["functions"] = json!(["service"]);
    weibo["represents_government"] = json!(false);
    other.post("/accounts", weibo).await.expect(201);
    let district_id = app.db.org_unit_id("110108").await;
    let unit_id = app.db.reporting_unit_id("110108M044").await;
    let today = "2026-01-01";
    for (query, names) in [
        (String::new(), vec!["上庄发布", "平安北京"]),
        (format!("org={district_id}"), vec!["上庄发布"]),
        (format!("unit={unit_id}"), vec!["上庄发布"]),
        ("kind=weibo".into(), vec!["平安北京"]),
        ("status=normal".into(), vec!["上庄发布"]),
        ("status=add_pending".into(), vec!["平安北京"]),
        ("status=closed".into(), vec![]),
        ("function=service".into(), vec!["平安北京"]),
        ("function=publish".into(), vec!["上庄发布"]),
        ("represents_government=false".into(), vec!["平安北京"]),
        ("identifier=110108M044WX0001".into(), vec!["上庄发布"]),
        ("identifier=110108".into(), vec!["上庄发布"]),
        ("name=发布".into(), vec!["上庄发布"]),
        ("name=北京".into(), vec!["平安北京"]),
        ("name=%25".into(), vec![]),
        ("name=_".into(), vec![]),
        ("link=1288915263".into(), vec!["平安北京"]),
        (
            "link=https%3A%2F%2Fm.weibo.cn%2Fu%2F1288915263".into(),
            vec!["平安北京"],
        ),
        (
            format!("created_from={today}"),
            vec!["上庄发布", "平安北京"],
        ),
        ("created_to=2020-01-01".into(), vec![]),
        ("modified_from=2999-01-01".into(), vec![]),
        ("modified_to=2999-01-01&kind=weibo".into(), vec!["平安北京"]),
        ("tab=to_review".into(), vec!["平安北京"]),
        ("tab=rejected".into(), vec![]),
        ("name=&kind=&status=".into(), vec!["上庄发布", "平安北京"]),
    ] {
        let page = city.get(&format!("/accounts?{query}")).await.expect(200);
        let found: BTreeSet<_> = account_names(&page).into_iter().collect();
        let expected: BTreeSet<_> = names.into_iter().map(str::to_owned).collect();
        assert_eq!(found, expected, "{query}");
        assert_eq!(page["total"], expected.len(), "{query}");
    }
}

fn account_names(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    let name = |item: &Value| item["name"].as_str().unwrap().to_owned();
    items.iter().map(name).collect()
}

async fn a_unit_filter_finds_the_accounts_of_one_visible_unit(app: TestApp) {
    let [unit, neighbour, elsewhere, district, city] = app
        .sign_in_all(["110108M044", "110108M045", "130102M001", "110108", "110000"])
        .await;
    let first = add_account(&unit, "上庄发布", 1).await;
    approve(&district, &first["id"]).await;
    add_account(&unit, "上庄政务", 2).await;
    unit.post("/accounts", wechat_form("草稿", 3, false))
        .await
        .expect(201);
    add_account(&neighbour, "苏家坨发布", 4).await;
    let id = app.db.reporting_unit_id("110108M044").await;
    for client in [&unit, &district, &city] {
        let page = client
            .get(&format!("/accounts?unit={id}"))
            .await
            .expect(200);
        let found: BTreeSet<_> = account_names(&page).into_iter().collect();
        assert_eq!(found, ["上庄发布".to_owned(), "上庄政务".to_owned()].into());
        assert_eq!(
            (&page["total"], &page["total_exact"]),
            (&json!(2), &json!(true))
        );
    }
    let combined = format!("/accounts?unit={id}&name=政务&status=add_pending&org=");
    let page = district.get(&combined).await.expect(200);
    assert_eq!(account_names(&page), ["上庄政务"]);
    let queue = format!("/accounts?tab=to_review&unit={id}");
    let page = district.get(&queue).await.expect(200);
    assert_eq!(account_names(&page), ["上庄政务"]);
    let drafts = format!("/accounts?tab=drafts&unit={id}");
    assert_eq!(unit.get(&drafts).await.expect(200)["total"], 1);

    // A unit out of scope, or none at all, is not found; exports refuse it alike.
    let other = app.db.reporting_unit_id("130102M001").await;
    for key in [other, 987_654_321] {
        for client in [&unit, &district, &city] {
            let path = format!("/accounts?unit={key}");
            client.get(&path).await.problem(404, "not_found");
            let body = json!({"filter": {"unit": key.to_string()}});
            for (path, body) in [
                ("/accounts/export", body.clone()),
                (
                    "/exports/tickets",
                    json!({"resource": "accounts", "export": body}),
                ),
            ] {
                client.post(path, body).await.problem(404, "not_found");
            }
        }
    }
    let path = format!("/accounts?unit={id}");
    elsewhere.get(&path).await.problem(404, "not_found");
    for bad in ["0", "-1", "x", "1.5", "99999999999999999999", "1%20OR%201"] {
        district
            .get(&format!("/accounts?unit={bad}"))
            .await
            .field_error("/unit");
    }
}

async fn pages_contain_each_row_once_in_order(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let names: Vec<_> = (1..=7).map(|n| format!("账号{n}")).collect();
    for (n, name) in (1..).zip(&names) {
        add_account(&unit, name, n).await;
    }
    for (sort, reversed) in [("", true), ("created_at", false), ("-created_at", true)] {
        let all = names_of_all_pages(&unit, sort).await;
        let mut expected = names.clone();
        if reversed {
            expected.reverse();
        }
        assert_eq!(all, expected, "{sort}");
    }
    let beyond = unit.get("/accounts?page=1000&per_page=3").await.expect(200);
    assert_eq!(beyond["items"], json!([]));
    assert_eq!(
        (&beyond["total"], &beyond["page"]),
        (&json!(7), &json!(1000))
    );
}

async fn names_of_all_pages(client: &ApiClient, sort: &str) -> Vec<String> {
    let mut all = Vec::new();
    for page in 1..=3 {
        let path = format!("/accounts?sort={sort}&per_page=3&page={page}");
        let page = client.get(&path).await.expect(200);
        assert_eq!(page["per_page"], 3);
        all.extend(account_names(&page));
    }
    all
}

async fn all_invalid_filters_are_reported(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let path = "/accounts?tab=x&org=99999999999999999999&kind=fax&status=gone&sort=password\
                &page=0&per_page=101&created_from=2026-02-30&represents_government=maybe";
    let problem = unit.get(path).await.problem(422, "validation_failed");
    let errors = problem["errors"].as_array().unwrap();
    let pointers: BTreeSet<_> = errors
        .iter()
        .map(|e| e["pointer"].as_str().unwrap())
        .collect();
    let expected = [
        "/tab",
        "/org",
        "/kind",
        "/status",
        "/sort",
        "/page",
        "/per_page",
        "/created_from",
        "/represents_government",
    ];
    assert_eq!(pointers, expected.into());
}

async fn an_unknown_filter_is_refused(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    unit.get("/accounts?colour=red")
        .await
        .problem(400, "malformed_query");
    unit.get("/accounts?page=1&page=2")
        .await
        .problem(400, "malformed_query");
}
