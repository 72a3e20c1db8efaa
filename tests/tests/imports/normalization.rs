//! Edited cells are normalized like cells of a file.

use nmrs_domain::import::ImportColumn as C;
use nmrs_tests::data::import_files::{upload, xlsx_file};
use nmrs_tests::data::import_rows::{weibo_row, with_cells};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::{Map, Value, json};

use super::{commit, edit_row, import_path};

on_both_databases!(edited_cells_are_normalized_like_uploaded_cells);

/// Column, input, and normalized text.
const CELLS: [(C, &str, &str); 11] = [
    (
        C::Name,
        "\u{A0}上庄\n发布\u{200B} ＡＢ\u{FEFF}",
        "上庄发布 ＡＢ",
    ),
    (
        C::Owner,
        "\u{3000}上庄镇\u{202E}人民政府\t办公室",
        "上庄镇人民政府 办公室",
    ),
    (C::Kind, "微信公众号\r\n（订阅号）", "微信公众号（订阅号）"),
    (C::RepresentsGovernment, " TRUE ", "是"),
    (C::Publish, "true", "是"),
    (C::Service, "False", "否"),
    (
        C::OtherFunction,
        " 预约挂号\n生活缴费 ",
        "预约挂号 生活缴费",
    ),
    (
        C::Url,
        "ｈｔｔｐｓ：／／mp.weixin.qq.com/s?__biz=\nMzA4MDAwMDAwMQ==&mid=1&idx=1&sn=ab\u{A0}",
        "https://mp.weixin.qq.com/s?__biz=MzA4MDAwMDAwMQ==&mid=1&idx=1&sn=ab",
    ),
    (C::ExternalId, " １２３４５６７８９０.0", "1234567890"),
    (C::ContactMobile, "１３８—００００ 1111", "13800001111"),
    (C::ContactLandline, "010 － 3500 1121", "010-35001121"),
];

async fn edited_cells_are_normalized_like_uploaded_cells(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let dirty = CELLS.map(|(column, dirty, _)| (column, dirty));
    let rows = [with_cells(weibo_row(1), &dirty), weibo_row(2)];
    let import = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
    let rows = unit
        .get(&format!("{}/rows", import_path(&import)))
        .await
        .expect(200);
    let uploaded = &rows["items"][0]["cells"];
    for (column, _, clean) in CELLS {
        assert_eq!(uploaded[column.as_str()], clean, "{column:?}");
    }

    let typed: Map<String, Value> = dirty
        .into_iter()
        .map(|(column, dirty)| (column.as_str().to_owned(), dirty.into()))
        .collect();
    let body = json!({"cells": typed, "version": 1});
    let changed = edit_row(&unit, &import, 4, body).await.expect(200);
    assert_eq!(changed["rows"][0]["row"], 4);
    assert_eq!(&changed["rows"][0]["cells"], uploaded);

    // Characters that a file cannot contain are removed too, and the rest is checked.
    let body = json!({"cells": {"name": "上\u{0}庄", "url": "\u{200B}\n"}, "version": 2});
    let changed = edit_row(&unit, &import, 3, body).await.expect(200);
    let row = &changed["rows"][0];
    assert_eq!(row["cells"]["name"], "上庄");
    assert_eq!(row["cells"].get("url"), None);
    assert_eq!(row["errors"][0]["column"], "url");

    let body = json!({"cells": {"external_id": ""}, "version": 3});
    let changed = edit_row(&unit, &import, 4, body).await.expect(200);
    let body = json!({"skipped": true, "version": changed["import"]["version"]});
    let changed = edit_row(&unit, &import, 3, body).await.expect(200);
    assert_eq!(changed["import"]["errors"], 0, "{changed}");
    let done = commit(&unit, &changed["import"], "submit").await;
    assert_eq!(done.expect(200)["accounts"], 1);
    let accounts = unit.get("/accounts").await.expect(200);
    let account = &accounts["items"][0];
    assert_eq!(account["name"], "上庄发布 ＡＢ");
    assert_eq!(account["contact"]["mobile"], "13800001111");
    assert_eq!(account["contact"]["landline"], "010-35001121");
}
