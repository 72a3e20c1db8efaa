//! `/api/v1/accounts/imports`.

mod crash;
mod edit;
mod external_programs;
mod lifecycle;
mod limits;
mod matches_form;
mod normalization;
mod refused;
mod report;
mod upload_to_commit;

use nmrs_tests::{ApiClient, Request, Response};
use serde_json::{Value, json};

/// Returns the path of an import.
fn import_path(import: &Value) -> String {
    format!("/accounts/imports/{}", import["id"])
}

/// Commits an import.
async fn commit(unit: &ApiClient, import: &Value, mode: &str) -> Response {
    let body = json!({"mode": mode, "version": import["version"]});
    unit.post(&format!("{}/commit", import_path(import)), body)
        .await
}

/// Edits a row of an import.
async fn edit_row(unit: &ApiClient, import: &Value, row: u32, body: Value) -> Response {
    let path = format!("/api/v1{}/rows/{row}", import_path(import));
    unit.send(Request::new("PATCH", path).json(body)).await
}

/// Reads an import again.
async fn get_import(unit: &ApiClient, import: &Value) -> Value {
    unit.get(&import_path(import)).await.expect(200)
}

/// Returns the errors and the warnings of a row as `column: detail`.
async fn row_problems(unit: &ApiClient, import: &Value, row: u32) -> [Vec<String>; 2] {
    let page = format!("{}/rows?per_page=100", import_path(import));
    let page = unit.get(&page).await.expect(200);
    let mut items = page["items"].as_array().unwrap().iter();
    let found = items.find(|item| item["row"] == row).unwrap();
    problems_of(found)
}

/// Returns the errors and the warnings of a row as `column: detail`.
fn problems_of(row: &Value) -> [Vec<String>; 2] {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    ["errors", "warnings"].map(|kind| {
        let problems = row[kind].as_array().unwrap().iter();
        let line = |p: &Value| format!("{}: {}", text(&p["column"]), text(&p["detail"]));
        problems.map(line).collect()
    })
}
