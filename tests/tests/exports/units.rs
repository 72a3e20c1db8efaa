//! Exports of reporting units.

use nmrs_tests::{TestApp, on_both_databases};
use serde_json::{Value, json};

use super::cells::{format_time, parse_csv, parse_ndjson, parse_sheet};

on_both_databases!(reporting_units_are_exported_as_listed);

async fn reporting_units_are_exported_as_listed(app: TestApp) {
    for user in ["GB0000", "110000", "110108", "130104"] {
        let office = app.sign_in(user).await;
        let list = office
            .get("/reporting-units?per_page=100")
            .await
            .expect(200);
        let units = list["items"].as_array().unwrap();
        let level = |unit: &Value, at: usize| {
            let path = unit["org_path"].as_array().unwrap();
            path.get(at)
                .map_or(Value::Null, |level| level["name"].clone())
        };
        let objects: Vec<Value> = units
            .iter()
            .map(|unit| {
                json!({
                    "code": unit["code"],
                    "name": unit["name"],
                    "org_unit": unit["org_unit"]["name"],
                    "org_code": unit["org_unit"]["code"],
                    "level1": level(unit, 0),
                    "level2": level(unit, 1),
                    "level3": level(unit, 2),
                    "account_count": unit["account_count"],
                    "created_at": unit["created_at"],
                    "id": unit["id"],
                })
            })
            .collect();
        let export = async |body: Value| {
            let response = office.post("/reporting-units/export", body).await;
            assert_eq!(response.status, 200, "{}", response.described());
            assert_eq!(
                response.header("x-total-rows"),
                Some(units.len().to_string().as_str())
            );
            response
        };
        let response = export(json!({"filter": {}, "format": "ndjson"})).await;
        assert_eq!(parse_ndjson(&response), objects);
        let table = parse_sheet(&export(json!({"filter": {}})).await, "填报单位");
        assert_eq!(
            table.0[..3],
            ["单位唯一标识", "填报单位全称", "所属组织单位"]
        );
        assert!(table.0.iter().all(|title| !title.contains("密码")));
        for (row, object) in table.1.iter().zip(&objects) {
            assert_eq!(row[0], object["code"]);
            assert_eq!(row[1], object["name"]);
            assert_eq!(row[8], format_time(object["created_at"].as_str().unwrap()));
        }
        let response = export(json!({"filter": {}, "format": "csv"})).await;
        let disposition = response.header("content-disposition").unwrap();
        assert!(disposition.starts_with("attachment; filename=\"reporting-units-2"));
        assert_eq!(parse_csv(&response), table);
    }
    let office = app.sign_in("110108").await;
    let ids = ["110108M045", "130102M001", "110108M044"];
    let mut keys = Vec::new();
    for code in ids {
        keys.push(app.db.reporting_unit_id(code).await);
    }
    let body = json!({"ids": keys, "columns": ["code"], "format": "ndjson"});
    let response = office.post("/reporting-units/export", body).await;
    assert_eq!(
        parse_ndjson(&response),
        [json!({"code": "110108M045"}), json!({"code": "110108M044"})]
    );
}
