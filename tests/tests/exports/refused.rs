//! Invalid exports.

use nmrs_tests::data::accounts::add_account;
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::{Value, json};

use super::cells::export_request;

on_both_databases!(invalid_exports_are_refused_before_the_file_begins);

async fn invalid_exports_are_refused_before_the_file_begins(app: TestApp) {
    let [unit, office] = app.sign_in_all(["110108M044", "110108"]).await;
    let id = add_account(&unit, "上庄", 1).await["id"].clone();
    let many: Vec<i64> = (1..=10_001).collect();
    for (body, pointer) in [
        (json!({}), "/filter"),
        (json!({"filter": null, "ids": null}), "/filter"),
        (json!({"filter": {}, "ids": [id]}), "/ids"),
        (json!({"ids": []}), "/ids"),
        (json!({"ids": many}), "/ids"),
        (json!({"ids": [id], "columns": []}), "/columns"),
        (
            json!({"ids": [id], "columns": ["name", "url", "name"]}),
            "/columns/2",
        ),
        (json!({"filter": {"tab": "mine"}}), "/filter/tab"),
        (json!({"filter": {"page": "0"}}), "/filter/page"),
        (
            json!({"filter": {"created_from": "2026-02-30"}}),
            "/filter/created_from",
        ),
    ] {
        unit.post("/accounts/export", body)
            .await
            .field_error(pointer);
    }
    for body in [
        json!({"filter": {"surprise": "1"}}),
        json!({"filter": {}, "columns": ["password"]}),
        json!({"filter": {}, "columns": "name"}),
        json!({"filter": {}, "format": "pdf"}),
        json!({"filter": {}, "format": null}),
        json!({"filter": {}, "rows": 5}),
        json!({"ids": ["1"]}),
        json!({"ids": [1.5]}),
        json!({"ids": [u64::MAX]}),
    ] {
        let response = unit.post("/accounts/export", body).await;
        response.problem(400, "malformed_body");
    }
    let absent = unit.post("/accounts/export", json!({"ids": [-1, 0]})).await;
    absent.problem(404, "not_found");
    let most: Vec<i64> = (id.as_i64().unwrap()..).take(10_000).collect();
    let response = unit.post("/accounts/export", json!({"ids": most})).await;
    assert_eq!(response.header("x-total-rows"), Some("1"));
    for key in ["", "1", "../../x", &"a".repeat(36)] {
        let response = unit.send(export_request(json!({"filter": {}}), key)).await;
        response.field_error("/Export-Key");
    }
    let units = |body: Value| office.post("/reporting-units/export", body);
    units(json!({"filter": {"code": "§"}}))
        .await
        .field_error("/filter/code");
    units(json!({"filter": {}, "columns": ["code", "code"]}))
        .await
        .field_error("/columns/1");
    for column in ["password", "issued_password", "url"] {
        units(json!({"filter": {}, "columns": [column]}))
            .await
            .problem(400, "malformed_body");
    }
    units(json!({"ids": [999_999_999]}))
        .await
        .problem(404, "not_found");
}
