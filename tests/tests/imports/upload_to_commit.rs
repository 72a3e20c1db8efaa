//! The steps from upload to commit.

use nmrs_domain::import::ImportColumn as C;
use nmrs_tests::data::import_files::{upload, xlsx_file};
use nmrs_tests::data::import_rows::{weibo_row, with_cells};
use nmrs_tests::{TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

use super::edit_row;

on_both_databases!(
    valid_rows_are_submitted_together,
    invalid_cells_are_reported_and_corrected,
);

async fn valid_rows_are_submitted_together(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let rows: Vec<_> = (1..=25).map(weibo_row).collect();
    let response = upload(&unit, "上庄 账号.xlsx", xlsx_file(&rows)).await;
    let location = response.header("location").unwrap().to_owned();
    let import = response.expect(201);
    assert_eq!(
        location,
        format!("/api/v1/accounts/imports/{}", import["id"])
    );
    assert_eq!(import["filename"], "上庄 账号.xlsx");
    assert_eq!(import["rows"], 25);
    assert_eq!(import["errors"], 0);
    assert_eq!(import["committed"], Value::Null);
    let path = format!("/accounts/imports/{}", import["id"]);
    assert_eq!(unit.get(&path).await.expect(200), import);
    let listed = unit.get("/accounts/imports").await.expect(200);
    assert_eq!(listed, json!([import]));
    assert_eq!(district.get("/accounts").await.expect(200)["total"], 0);

    let page = format!("{path}/rows?page=2&per_page=10");
    let page = unit.get(&page).await.expect(200);
    assert_eq!(page["total"], 25);
    assert_eq!(page["items"][0]["row"], 13);
    assert_eq!(page["items"][0]["cells"]["name"], "上庄发布11号");
    assert_eq!(page["items"][0]["errors"], json!([]));

    let body = json!({"mode": "submit", "version": import["version"]});
    let committed = unit.post(&format!("{path}/commit"), body.clone()).await;
    let committed = committed.expect(200);
    assert_eq!(committed["accounts"], 25);
    assert_eq!(committed["mode"], "submit");
    let again = unit.post(&format!("{path}/commit"), body).await.expect(200);
    assert_eq!(again, committed);
    let import = unit.get(&path).await.expect(200);
    assert_eq!(import["committed"], committed);

    let queue = district.get("/reviews").await.expect(200);
    assert_eq!(queue["total"], 25);
    invariants::check_counts(&app.db, &[&unit, &district]).await;
    invariants::check_integrity(&app.db).await;
}

async fn invalid_cells_are_reported_and_corrected(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let rows = [
        weibo_row(1),
        with_cells(weibo_row(2), &[(C::Kind, "小红书"), (C::Owner, "")]),
        with_cells(weibo_row(3), &[(C::Url, "https://weibo.com/shangzhuang")]),
    ];
    let import = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
    assert_eq!(import["rows"], 3);
    assert_eq!(import["errors"], 2);
    assert_eq!(import["draft_errors"], 1);
    let path = format!("/accounts/imports/{}", import["id"]);
    let wrong = unit
        .get(&format!("{path}/rows?only=errors"))
        .await
        .expect(200);
    assert_eq!(wrong["total"], 2);
    let first = &wrong["items"][0];
    assert_eq!(first["row"], 4);
    let columns = first["errors"].as_array().unwrap().iter();
    let columns: Vec<_> = columns
        .map(|error| error["column"].as_str().unwrap())
        .collect();
    assert_eq!(columns, ["owner", "kind"]);
    assert_eq!(first["errors"][1]["found"], "小红书");
    assert_eq!(first["errors"][1]["blocks_draft"], true);
    assert_eq!(first["errors"][0]["blocks_draft"], false);
    let commit = json!({"mode": "submit", "version": 1});
    let refused = unit.post(&format!("{path}/commit"), commit).await;
    refused.problem(409, "import_has_errors");

    let body = json!({"cells": {"kind": "微博", "owner": "上庄镇"}, "version": 1});
    let edited = edit_row(&unit, &import, 4, body).await.expect(200);
    assert_eq!(edited["import"]["errors"], 1);
    assert_eq!(edited["import"]["version"], 2);
    assert_eq!(edited["rows"][0]["row"], 4);
    assert_eq!(edited["rows"][0]["errors"], json!([]));
    assert_eq!(edited["rows"][0]["cells"]["owner"], "上庄镇");
    let stale = json!({"cells": {"name": "x"}, "version": 1});
    edit_row(&unit, &import, 5, stale)
        .await
        .problem(409, "version_conflict");
    let skip = json!({"skipped": true, "version": 2});
    let skipped = edit_row(&unit, &import, 5, skip).await.expect(200);
    assert_eq!(skipped["import"]["rows"], 2);
    assert_eq!(skipped["import"]["skipped"], 1);
    assert_eq!(skipped["import"]["errors"], 0);

    let commit = json!({"mode": "submit", "version": 3});
    let committed = unit
        .post(&format!("{path}/commit"), commit)
        .await
        .expect(200);
    assert_eq!(committed["accounts"], 2);
    let late = json!({"skipped": false, "version": 4});
    edit_row(&unit, &import, 5, late)
        .await
        .problem(409, "import_committed");
    invariants::check_counts(&app.db, &[&unit]).await;
    invariants::check_integrity(&app.db).await;
}
