//! Imported accounts are stored exactly like accounts from the form, in every table.

use nmrs_domain::import::ImportColumn as C;
use nmrs_tests::data::import_files::{upload, xlsx_file};
use nmrs_tests::data::import_rows::Row;
use nmrs_tests::{TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

use super::commit;

on_both_databases!(
    a_submitted_row_is_stored_like_a_submitted_form,
    a_draft_row_is_stored_like_a_draft_form,
);

/// Columns that differ between two otherwise identical accounts.
const OWN: [&str; 12] = [
    "id",
    "account_id",
    "application_id",
    "created_at",
    "modified_at",
    "step_since",
    "applied_at",
    "at",
    "hash",
    "rowid",
    "closed_at",
    "decided_at",
];

/// Returns the rows of an account in a table, with the identity replaced by `#`.
async fn table_rows(
    app: &TestApp,
    table: &str,
    key: &str,
    id: &Value,
    identity: &str,
) -> Vec<String> {
    let columns = app.db.column_names(table).await;
    assert!(columns.len() > 1, "{table}");
    let columns: Vec<String> = columns
        .iter()
        .filter(|column| !OWN.contains(&column.as_str()))
        .map(|column| format!("'{column}=' || COALESCE(CAST({column} AS TEXT), 'null')"))
        .collect();
    let sql = format!(
        "SELECT {} AS text FROM {table} WHERE {key} = {id} ORDER BY 1",
        columns.join(" || '; ' || ")
    );
    let rows = app.db.query_texts(&sql).await;
    rows.iter().map(|row| row.replace(identity, "#")).collect()
}

async fn stored_rows(
    app: &TestApp,
    id: &Value,
    identity: &str,
) -> Vec<(&'static str, Vec<String>)> {
    let mut all = Vec::new();
    for (table, key) in [
        ("accounts", "id"),
        ("account_keys", "account_id"),
        ("applications", "account_id"),
        ("account_events", "account_id"),
        ("messages", "account_id"),
    ] {
        all.push((table, table_rows(app, table, key, id, identity).await));
    }
    all
}

fn sheet_row(identity: &str) -> Row {
    [
        (C::Name, "上庄政务微博"),
        (C::Owner, "党政办公室"),
        (C::Kind, "微博"),
        (C::RepresentsGovernment, "是"),
        (C::Publish, "有"),
        (C::Interact, "Y"),
        (C::OtherFunction, "应急提示"),
        (C::ContactName, "王联络"),
        (C::ContactPosition, "科员"),
        (C::ContactMobile, "13800001111"),
        (C::ContactLandline, "010-35001121"),
    ]
    .map(|(column, text)| (column, text.to_owned()))
    .into_iter()
    .chain([(C::Url, format!("https://weibo.com/u/{identity}"))])
    .collect()
}

fn form(identity: &str, submit: bool) -> Value {
    json!({
        "kind": "weibo",
        "name": "上庄政务微博",
        "owner": "党政办公室",
        "url": format!("https://weibo.com/u/{identity}"),
        "represents_government": true,
        "functions": ["publish", "interact", "other"],
        "other_function": "应急提示",
        "contact": {
            "name": "王联络",
            "position": "科员",
            "mobile": "13800001111",
            "landline": "010-35001121",
        },
        "submit": submit,
    })
}

/// Adds one account by the form and one by a sheet, and compares their rows.
async fn check_same(app: &TestApp, mode: &str) {
    let [unit, central, district] = app.sign_in_all(["110108M044", "GB0000", "110108"]).await;
    let submit = mode == "submit";
    let typed = unit
        .post("/accounts", form("6000000001", submit))
        .await
        .expect(201);
    let import = upload(&unit, "a.xlsx", xlsx_file(&[sheet_row("6000000002")])).await;
    let import = import.expect(201);
    assert_eq!(import["errors"], 0);
    commit(&unit, &import, mode).await.expect(200);
    let tab = if submit { "submitted" } else { "drafts" };
    let listed = unit.get(&format!("/accounts?tab={tab}")).await.expect(200);
    let mut listed = listed["items"].as_array().unwrap().iter();
    let imported = listed.find(|account| account["id"] != typed["id"]).unwrap();

    let as_typed = stored_rows(app, &typed["id"], "6000000001").await;
    let as_imported = stored_rows(app, &imported["id"], "6000000002").await;
    assert_eq!(as_imported, as_typed);
    let stored: usize = as_typed.iter().map(|(_, rows)| rows.len()).sum();
    assert_eq!(stored, if submit { 4 } else { 2 });

    // The search index.
    for text in ["link=6000000002", "name=政务微博"] {
        let found = central.get(&format!("/accounts?{text}")).await.expect(200);
        let expected = match (submit, text) {
            (false, _) => 0,
            (true, "name=政务微博") => 2,
            _ => 1,
        };
        assert_eq!(found["total"], expected, "{text}");
    }
    invariants::check_counts(&app.db, &[&unit, &central, &district]).await;
    invariants::check_integrity(&app.db).await;
    assert_eq!(app.db.verify_event_chains().await, 2);
    if submit {
        // The imported account can be reviewed or submitted.
        let queue = district.get("/reviews").await.expect(200);
        assert_eq!(queue["total"], 2);
        nmrs_tests::data::accounts::approve(&district, &imported["id"]).await;
    } else {
        let path = format!("/accounts/{}/submit", imported["id"]);
        let body = json!({"version": imported["version"]});
        unit.post(&path, body).await.expect(200);
    }
    let next = unit.post("/accounts", form("6000000003", true)).await;
    assert!(next.expect(201)["id"].as_i64() > imported["id"].as_i64());
    invariants::check_integrity(&app.db).await;
}

async fn a_submitted_row_is_stored_like_a_submitted_form(app: TestApp) {
    check_same(&app, "submit").await;
}

async fn a_draft_row_is_stored_like_a_draft_form(app: TestApp) {
    check_same(&app, "draft").await;
}
