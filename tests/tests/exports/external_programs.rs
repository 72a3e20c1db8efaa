//! Other programs read in an export what the list says.

use std::collections::BTreeMap;

use nmrs_tests::programs::{office, python};
use nmrs_tests::{World, on_both_databases};
use serde_json::json;

use super::cells::{COLUMNS, export, reading};
use super::formats::some_accounts;

on_both_databases!(other_programs_read_what_the_list_says);

type Rows = Vec<Vec<String>>;

async fn other_programs_read_what_the_list_says(world: World) {
    let (_, city) = some_accounts(&world).await;
    let list = city.get("/accounts?per_page=100").await.expect(200);
    let accounts = list["items"].as_array().unwrap();
    let read: Rows = accounts
        .iter()
        .map(|account| COLUMNS.map(|column| reading(column, account)).to_vec())
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.xlsx");
    let answer = export(&city, json!({"filter": {}})).await;
    std::fs::write(&file, &answer.bytes).unwrap();

    let printed = python("read_sheet.py", &[&file], "").await;
    let sheets: BTreeMap<String, Rows> = serde_json::from_str(&printed).unwrap();
    assert_eq!(sheets["新媒体账号"][1..], read, "openpyxl");

    let saved = office(&file, "xlsx").await;
    let printed = python("read_sheet.py", &[&saved], "").await;
    let sheets: BTreeMap<String, Rows> = serde_json::from_str(&printed).unwrap();
    assert_eq!(sheets["新媒体账号"][1..], read, "LibreOffice");
}
