//! Exports read by Python and LibreOffice.

use std::collections::BTreeMap;

use nmrs_tests::data::external_programs::{convert_with_libreoffice, run_python};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::json;

use super::cells::{COLUMNS, cell_text, export};
use super::formats::add_varied_accounts;

on_both_databases!(external_programs_read_an_export_correctly);

type Rows = Vec<Vec<String>>;

async fn external_programs_read_an_export_correctly(app: TestApp) {
    let (_, city) = add_varied_accounts(&app).await;
    let list = city.get("/accounts?per_page=100").await.expect(200);
    let accounts = list["items"].as_array().unwrap();
    let read: Rows = accounts
        .iter()
        .map(|account| COLUMNS.map(|column| cell_text(column, account)).to_vec())
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.xlsx");
    let response = export(&city, json!({"filter": {}})).await;
    std::fs::write(&file, &response.bytes).unwrap();

    let printed = run_python("read_sheet.py", &[&file], "").await;
    let sheets: BTreeMap<String, Rows> = serde_json::from_str(&printed).unwrap();
    assert_eq!(sheets["新媒体账号"][1..], read, "openpyxl");

    let saved = convert_with_libreoffice(&file, "xlsx").await;
    let printed = run_python("read_sheet.py", &[&saved], "").await;
    let sheets: BTreeMap<String, Rows> = serde_json::from_str(&printed).unwrap();
    assert_eq!(sheets["新媒体账号"][1..], read, "LibreOffice");
}
