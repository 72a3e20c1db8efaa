//! The error report: the uploaded sheet with a column of errors.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use nmrs_domain::import::ImportColumn as C;
use nmrs_tests::data::import_files::{upload, xlsx_file};
use nmrs_tests::data::import_rows::{weibo_row, with_cells};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::json;

use super::{commit, edit_row, import_path};

on_both_databases!(an_error_report_is_the_uploaded_sheet_and_can_be_uploaded_again);

async fn an_error_report_is_the_uploaded_sheet_and_can_be_uploaded_again(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let rows = [
        with_cells(weibo_row(1), &[(C::Kind, "小红书")]),
        weibo_row(2),
        with_cells(weibo_row(3), &[(C::OtherFunction, "=1+1")]),
        weibo_row(2),
    ];
    let import = upload(&unit, "上庄.xlsx", xlsx_file(&rows))
        .await
        .expect(201);
    let body = json!({"cells": {"name": "改正的名称"}, "skipped": true, "version": 1});
    edit_row(&unit, &import, 5, body).await.expect(200);
    let report = unit.get(&format!("{}/errors", import_path(&import))).await;
    let disposition = report.header("content-disposition").unwrap();
    // 导入检查_上庄_<day>-<hour and minute>.xlsx
    let name = "filename*=UTF-8''%E5%AF%BC%E5%85%A5%E6%A3%80%E6%9F%A5_%E4%B8%8A%E5%BA%84_20";
    assert!(disposition.contains(name), "{disposition}");
    assert_eq!(report.status, 200);

    let mut book = Xlsx::new(Cursor::new(report.bytes.clone())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |row: u32, column: u32| match range.get_value((row - 1, column)) {
        Some(Data::String(text)) => text.clone(),
        None | Some(Data::Empty) => String::new(),
        other => panic!("{other:?} at {row}, {column}"),
    };
    assert!(cell(1, 0).contains("共 3 行，3 行有错误"), "{}", cell(1, 0));
    assert_eq!(
        [cell(2, 0), cell(2, 1), cell(2, 16)],
        ["内部编号", "账号名称", "错误说明"]
    );
    assert_eq!([cell(3, 0), cell(3, 3)], ["N-2", "小红书"]);
    assert!(
        cell(3, 16).starts_with("【账号类型】没有这种账号类型，可填："),
        "{}",
        cell(3, 16)
    );
    assert_eq!([cell(5, 1), cell(5, 9)], ["改正的名称", "=1+1"]);
    assert_eq!(cell(5, 16), "本行在页面上已设为「不导入」。");
    for (row, other) in [(4, 6), (6, 4)] {
        let text = cell(row, 16);
        assert!(
            text.contains(&format!("【链接】与本表第 {other} 行是同一个账号")),
            "{text}"
        );
    }
    let formulas = book.worksheet_formula("Sheet1").unwrap();
    assert_eq!(formulas.used_cells().count(), 0);

    // The report has the same errors when uploaded; its last column is unknown.
    let again = upload(&unit, "上庄.xlsx", report.bytes).await.expect(201);
    assert_eq!((&again["rows"], &again["errors"]), (&json!(4), &json!(3)));
    let notices = again["notices"].to_string();
    assert!(
        notices.contains("错误说明") && notices.contains("内部编号"),
        "{notices}"
    );
    let path = format!("{}/rows?only=errors", import_path(&again));
    let wrong = unit.get(&path).await.expect(200);
    assert_eq!(wrong["items"][0]["row"], 3);
    for (row, body) in [
        (3, json!({"cells": {"kind": "微博"}, "version": 1})),
        (6, json!({"skipped": true, "version": 2})),
    ] {
        edit_row(&unit, &again, row, body).await.expect(200);
    }
    let again = super::get_import(&unit, &again).await;
    assert_eq!(
        commit(&unit, &again, "submit").await.expect(200)["accounts"],
        3
    );
}
