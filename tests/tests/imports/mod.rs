//! `/api/v1/accounts/imports`.

mod cleaned;
mod crash;
mod limits;
mod mend;
mod once;
mod path;
mod programs;
mod refused;
mod report;
mod same_as_form;

use nmrs_tests::{Answer, Api, Call};
use serde_json::{Value, json};

/// The address of an import.
fn at(import: &Value) -> String {
    format!("/accounts/imports/{}", import["id"])
}

/// Commits an import on the version that was read.
async fn commit(unit: &Api, import: &Value, mode: &str) -> Answer {
    let body = json!({"mode": mode, "version": import["version"]});
    unit.post(&format!("{}/commit", at(import)), body).await
}

/// Changes a row of an import.
async fn patch(unit: &Api, import: &Value, row: u32, body: Value) -> Answer {
    let path = format!("/api/v1{}/rows/{row}", at(import));
    unit.send(Call::new("PATCH", path).json(body)).await
}

/// The import as it is now.
async fn present(unit: &Api, import: &Value) -> Value {
    unit.get(&at(import)).await.expect(200)
}

/// What is said about a row: `column: detail`, errors and then warnings.
async fn said(unit: &Api, import: &Value, row: u32) -> [Vec<String>; 2] {
    let page = format!("{}/rows?per_page=100", at(import));
    let page = unit.get(&page).await.expect(200);
    let mut items = page["items"].as_array().unwrap().iter();
    let found = items.find(|item| item["row"] == row).unwrap();
    said_of(found)
}

/// The same of a row that came.
fn said_of(row: &Value) -> [Vec<String>; 2] {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    ["errors", "warnings"].map(|kind| {
        let problems = row[kind].as_array().unwrap().iter();
        let line = |p: &Value| format!("{}: {}", text(&p["column"]), text(&p["detail"]));
        problems.map(line).collect()
    })
}
