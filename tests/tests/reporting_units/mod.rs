//! `/api/v1/reporting-units`.

use nmrs_tests::data::accounts::{add_account, approve};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::json;

on_both_databases!(
    each_office_lists_the_units_in_its_scope,
    the_account_count_includes_registered_accounts_only,
    filters_find_units,
    units_cannot_list_units,
);

async fn each_office_lists_the_units_in_its_scope(app: TestApp) {
    for (user, codes) in [
        ("110108", vec!["110108M044", "110108M045", "110108M046"]),
        ("130000", vec!["130100M024", "130102M001"]),
        ("130102", vec!["130102M001"]),
        ("130104", vec![]),
        ("bm2900", vec!["bm2904M001"]),
    ] {
        let page = app
            .sign_in(user)
            .await
            .get("/reporting-units")
            .await
            .expect(200);
        let found: Vec<_> = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|u| &u["code"])
            .collect();
        assert_eq!(found, codes, "{user}");
        assert_eq!(page["total"], codes.len());
    }
    let all = app
        .sign_in("GB0000")
        .await
        .get("/reporting-units")
        .await
        .expect(200);
    assert_eq!(all["total"], 9);
    let unit = app.db.reporting_unit_id("130102M001").await;
    let path = format!("/reporting-units/{unit}");
    for (user, sees) in [
        ("130102", true),
        ("130000", true),
        ("130104", false),
        ("110000", false),
    ] {
        let response = app.sign_in(user).await.get(&path).await;
        if sees {
            let unit = response.expect(200);
            assert_eq!(unit["org_unit"]["code"], "130102");
            assert_eq!(unit["org_path"].as_array().unwrap().len(), 3);
        } else {
            response.problem(404, "not_found");
        }
    }
}

async fn the_account_count_includes_registered_accounts_only(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let key = app.db.reporting_unit_id("110108M044").await;
    let count = async || {
        let path = format!("/reporting-units/{key}");
        district.get(&path).await.expect(200)["account_count"].clone()
    };
    assert_eq!(count().await, 0);
    let id = &add_account(&unit, "上庄发布", 1).await["id"];
    assert_eq!(count().await, 0);
    approve(&district, id).await;
    assert_eq!(count().await, 0);
    approve(&city, id).await;
    assert_eq!(count().await, 1);
}

async fn filters_find_units(app: TestApp) {
    let central = app.sign_in("GB0000").await;
    let city = app.db.org_unit_id("130100").await;
    for (query, total) in [
        (format!("org={city}"), 2),
        ("code=110108".into(), 3),
        ("code=110108M044".into(), 1),
        ("name=教育".into(), 2),
        ("name=%25".into(), 0),
        ("org=&code=&name=".into(), 9),
        ("per_page=2&page=5".into(), 9),
    ] {
        let page = central
            .get(&format!("/reporting-units?{query}"))
            .await
            .expect(200);
        assert_eq!(page["total"], total, "{query}");
    }
    let beyond = central.get("/reporting-units?page=99").await.expect(200);
    assert_eq!(beyond["items"], json!([]));
    for (query, pointer) in [
        ("org=0", "/org"),
        ("code=1' OR '1'='1", "/code"),
        ("per_page=1000", "/per_page"),
        ("page=-1", "/page"),
    ] {
        central
            .get(&format!("/reporting-units?{query}"))
            .await
            .field_error(pointer);
    }
}

async fn units_cannot_list_units(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let key = app.db.reporting_unit_id("110108M044").await;
    unit.get("/reporting-units").await.problem(403, "forbidden");
    unit.get(&format!("/reporting-units/{key}"))
        .await
        .problem(403, "forbidden");
}
