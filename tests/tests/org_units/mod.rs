//! `/api/v1/org-units`: the tree within the scope of the caller.

use nmrs_tests::{TestApp, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    a_new_register_contains_the_whole_tree,
    the_tree_begins_at_the_unit_of_the_caller,
    units_out_of_scope_are_not_found,
    invalid_queries_are_refused,
);

async fn a_new_register_contains_the_whole_tree(app: TestApp) {
    assert_eq!(app.db.count("org_units").await, 3228);
    let central = app.sign_in("GB0000").await;
    let own = central.get("/org-units").await.expect(200);
    assert_eq!(own["items"][0]["code"], "GB0000");
    assert_eq!(own["items"][0]["parent_id"], json!(null));
    let id = &own["items"][0]["id"];
    let provinces = central
        .get(&format!("/org-units?parent={id}"))
        .await
        .expect(200);
    assert_eq!(provinces["total"], own["items"][0]["children"]);
    let items = provinces["items"].as_array().unwrap();
    assert!(
        items
            .iter()
            .all(|unit| unit["level"] == 1 && unit["parent_id"] == *id)
    );
    assert!(
        items
            .iter()
            .any(|unit| unit["code"] == "110000" && unit["name"] == "北京市")
    );
    assert!(items.iter().any(|unit| unit["branch"] == "ministry"));
}

async fn the_tree_begins_at_the_unit_of_the_caller(app: TestApp) {
    let city = app.sign_in("130100").await;
    let own = city.get("/org-units").await.expect(200)["items"][0].clone();
    assert_eq!(own["code"], "130100");
    let below = city
        .get(&format!("/org-units?parent={}", own["id"]))
        .await
        .expect(200);
    let codes: Vec<&Value> = below["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|u| &u["code"])
        .collect();
    assert!(
        codes.contains(&&json!("130102")) && codes.contains(&&json!("130104")),
        "{codes:?}"
    );
    let one = city
        .get(&format!("/org-units/{}", own["id"]))
        .await
        .expect(200);
    assert_eq!(one, own);
    let by_code = city.get("/org-units?code=130102").await.expect(200);
    assert_eq!(by_code["items"][0]["name"], "长安区");
    let leaf = &by_code["items"][0]["id"];
    let none = city
        .get(&format!("/org-units?parent={leaf}"))
        .await
        .expect(200);
    assert_eq!(none["items"], json!([]));
}

async fn units_out_of_scope_are_not_found(app: TestApp) {
    let city = app.sign_in("130100").await;
    for code in ["130000", "GB0000", "110000", "110108", "999999"] {
        city.get(&format!("/org-units?code={code}"))
            .await
            .problem(404, "not_found");
    }
    for code in ["130000", "GB0000", "110000"] {
        let id = app.db.org_unit_id(code).await;
        for path in [
            format!("/org-units/{id}"),
            format!("/org-units?parent={id}"),
        ] {
            city.get(&path).await.problem(404, "not_found");
        }
    }
}

async fn invalid_queries_are_refused(app: TestApp) {
    let city = app.sign_in("130100").await;
    city.get("/org-units?parent=x").await.field_error("/parent");
    city.get("/org-units?parent=1&code=130100")
        .await
        .field_error("/code");
    city.get("/org-units?level=1")
        .await
        .problem(400, "malformed_query");
    city.get("/org-units/x")
        .await
        .problem(400, "malformed_query");
    city.get("/org-units/99999999999999999999")
        .await
        .problem(400, "malformed_query");
    city.get("/org-units/-1").await.problem(404, "not_found");
}
