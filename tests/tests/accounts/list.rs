//! The work list: conditions, order, pages.

use std::collections::BTreeSet;

use nmrs_tests::register::{approve, declare, wechat};
use nmrs_tests::{Api, World, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    each_condition_finds_what_it_says,
    pages_show_every_row_once_in_order,
    bad_conditions_are_all_named,
    an_unknown_condition_is_refused_rather_than_ignored,
);

async fn each_condition_finds_what_it_says(world: World) {
    let [unit, other, district, city] = world
        .sign_in_all(["110108M044", "110000M001", "110108", "110000"])
        .await;
    let first = declare(&unit, "上庄发布", 1).await;
    approve(&district, &first["id"]).await;
    approve(&city, &first["id"]).await;
    let mut weibo = wechat("平安北京", 2, true);
    weibo["kind"] = json!("weibo");
    weibo["url"] = json!("https://weibo.com/u/1288915263");
    weibo["functions"] = json!(["service"]);
    weibo["represents_government"] = json!(false);
    other.post("/accounts", weibo).await.expect(201);
    let district_id = world.db.db_org_unit("110108").await;
    let today = "2026-01-01";
    for (query, names) in [
        (String::new(), vec!["上庄发布", "平安北京"]),
        (format!("org={district_id}"), vec!["上庄发布"]),
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
        let found: BTreeSet<_> = names_of(&page).into_iter().collect();
        let wanted: BTreeSet<_> = names.into_iter().map(str::to_owned).collect();
        assert_eq!(found, wanted, "{query}");
        assert_eq!(page["total"], wanted.len(), "{query}");
    }
}

fn names_of(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    let name = |item: &Value| item["name"].as_str().unwrap().to_owned();
    items.iter().map(name).collect()
}

async fn pages_show_every_row_once_in_order(world: World) {
    let unit = world.sign_in("110108M044").await;
    let names: Vec<_> = (1..=7).map(|n| format!("账号{n}")).collect();
    for (n, name) in (1..).zip(&names) {
        declare(&unit, name, n).await;
    }
    for (sort, reversed) in [("", true), ("created_at", false), ("-created_at", true)] {
        let all = all_pages(&unit, sort).await;
        let mut wanted = names.clone();
        if reversed {
            wanted.reverse();
        }
        assert_eq!(all, wanted, "{sort}");
    }
    let beyond = unit.get("/accounts?page=1000&per_page=3").await.expect(200);
    assert_eq!(beyond["items"], json!([]));
    assert_eq!(
        (&beyond["total"], &beyond["page"]),
        (&json!(7), &json!(1000))
    );
}

async fn all_pages(api: &Api, sort: &str) -> Vec<String> {
    let mut all = Vec::new();
    for page in 1..=3 {
        let path = format!("/accounts?sort={sort}&per_page=3&page={page}");
        let page = api.get(&path).await.expect(200);
        assert_eq!(page["per_page"], 3);
        all.extend(names_of(&page));
    }
    all
}

async fn bad_conditions_are_all_named(world: World) {
    let unit = world.sign_in("110108M044").await;
    let path = "/accounts?tab=x&org=99999999999999999999&kind=fax&status=gone&sort=password\
                &page=0&per_page=101&created_from=2026-02-30&represents_government=maybe";
    let problem = unit.get(path).await.problem(422, "validation_failed");
    let errors = problem["errors"].as_array().unwrap();
    let at: BTreeSet<_> = errors
        .iter()
        .map(|e| e["pointer"].as_str().unwrap())
        .collect();
    let wanted = [
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
    assert_eq!(at, wanted.into());
}

async fn an_unknown_condition_is_refused_rather_than_ignored(world: World) {
    let unit = world.sign_in("110108M044").await;
    unit.get("/accounts?colour=red")
        .await
        .problem(400, "malformed_query");
    unit.get("/accounts?page=1&page=2")
        .await
        .problem(400, "malformed_query");
}
