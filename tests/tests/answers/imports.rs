//! Imports: the checked file, its rows, a changed row, and the commit.

use nmrs_domain::import::ImportColumn as C;
use nmrs_tests::data::import_files::{upload, xlsx_file};
use nmrs_tests::data::import_rows::{weibo_row, with_cells};
use nmrs_tests::{ApiClient, TestApp, on_both_databases};
use serde_json::{Value, json};

use super::assert_body;

on_both_databases!(an_import_from_upload_to_commit, refused_files_and_commits,);

/// Uploads three rows: one is valid, one has errors, one has a warning.
async fn upload_rows(unit: &ApiClient) -> Value {
    let rows = [
        weibo_row(1),
        with_cells(weibo_row(2), &[(C::Kind, "小红书"), (C::Owner, "")]),
        weibo_row(3),
    ];
    let response = upload(unit, "上庄账号.xlsx", xlsx_file(&rows)).await;
    response.expect(201)
}

async fn an_import_from_upload_to_commit(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let import = upload_rows(&unit).await;
    assert_body("import_checked", &import);
    let path = format!("/accounts/imports/{}", import["id"]);
    let rows = unit.get(&format!("{path}/rows")).await.expect(200);
    assert_body("import_rows", &rows);
    let body = json!({"cells": {"kind": "微博", "owner": "上庄镇"}, "version": 1});
    let changed = unit.patch(&format!("{path}/rows/4"), body).await;
    assert_body("import_row_changed", &changed.expect(200));
    let body = json!({"mode": "submit", "version": 2});
    let committed = unit.post(&format!("{path}/commit"), body).await;
    assert_body("import_committed", &committed.expect(200));
    let list = unit.get("/accounts/imports").await.expect(200);
    assert_body("import_list", &list);
}

async fn refused_files_and_commits(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let refused = upload(&unit, "账号.xlsx", "只是一段文字".into()).await;
    assert_body(
        "import_spreadsheet_refused",
        &refused.problem(422, "spreadsheet_refused"),
    );
    let import = upload_rows(&unit).await;
    let path = format!("/accounts/imports/{}/commit", import["id"]);
    let body = json!({"mode": "submit", "version": 1});
    let refused = unit.post(&path, body).await;
    assert_body(
        "import_has_errors",
        &refused.problem(409, "import_has_errors"),
    );
}
