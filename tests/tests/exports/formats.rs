//! The cells of an export in each format.

use nmrs_tests::data::accounts::{
    add_account, approve, close_form, perform, register_account, reject, wechat_form,
};
use nmrs_tests::{ApiClient, TestApp, on_both_databases};
use serde_json::{Value, json};

use super::cells::{COLUMNS, cell_text, cell_value, export, parse_csv, parse_ndjson, parse_sheet};

on_both_databases!(
    the_openapi_document_lists_every_column,
    every_format_agrees_with_the_list,
    chosen_columns_are_written_in_order,
    formulas_are_written_as_text,
    the_file_name_contains_the_content_and_the_time,
);

/// Adds accounts in several statuses and of several kinds; returns their unit and its city.
pub(super) async fn add_varied_accounts(app: &TestApp) -> (ApiClient, ApiClient) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let offices = [&district, &city];
    add_account(&unit, "待审", 1).await;
    let rejected = add_account(&unit, "驳回", 2).await;
    reject(&district, &rejected["id"], "资料不全").await;
    let higher = add_account(&unit, "逐级", 3).await;
    approve(&district, &higher["id"]).await;
    let mut program = wechat_form("办事,\"通\"\n", 4, true);
    program["name"] = json!("办事,\"通\"");
    program["kind"] = json!("mini_program");
    program["platform_name"] = json!("支付宝");
    program["url"] = json!("https://render.alipay.com/p/s/i?id=4");
    program["functions"] = json!(["publish", "service", "interact", "other"]);
    program["other_function"] = json!("预约 <挂号> & 缴费");
    program["represents_government"] = json!(false);
    program["contact"] = json!({
        "name": "王联络", "position": "科员", "mobile": "13800001111", "landline": "010-35001121",
    });
    unit.post("/accounts", program).await.expect(201);
    let closing = register_account(&unit, &offices, "关停", 5).await;
    perform(&unit, &closing["id"], "close", close_form)
        .await
        .expect(200);
    register_account(&unit, &offices, "在用", 6).await;
    (unit, city)
}

async fn the_openapi_document_lists_every_column(app: TestApp) {
    let document = app.anonymous().openapi().await;
    let columns = &document["components"]["schemas"]["ExportColumn"]["enum"];
    assert_eq!(columns, &json!(COLUMNS));
}

async fn every_format_agrees_with_the_list(app: TestApp) {
    let (unit, city) = add_varied_accounts(&app).await;
    for client in [&unit, &city] {
        let list = client.get("/accounts?per_page=100").await.expect(200);
        let accounts = list["items"].as_array().unwrap();
        assert!(accounts.len() >= 6);
        let read: Vec<Vec<String>> = accounts
            .iter()
            .map(|account| COLUMNS.map(|column| cell_text(column, account)).to_vec())
            .collect();
        let body = |format: &str| json!({"filter": {}, "format": format});
        let table = parse_sheet(&export(client, body("xlsx")).await, "新媒体账号");
        assert_eq!(table.1, read);
        assert_eq!(table.0.len(), COLUMNS.len());
        assert_eq!(parse_csv(&export(client, body("csv")).await), table);
        let objects: Vec<Value> = accounts
            .iter()
            .map(|account| {
                let pairs = COLUMNS.map(|column| (column.to_owned(), cell_value(column, account)));
                Value::Object(pairs.into_iter().collect())
            })
            .collect();
        assert_eq!(parse_ndjson(&export(client, body("ndjson")).await), objects);
    }
}

async fn chosen_columns_are_written_in_order(app: TestApp) {
    let (_, city) = add_varied_accounts(&app).await;
    let body = json!({
        "filter": {"status": "normal"},
        "columns": ["url", "name", "waiting_days"],
        "format": "csv",
    });
    let (titles, rows) = parse_csv(&export(&city, body.clone()).await);
    assert_eq!(titles, ["链接", "名称", "已等工作日"]);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0][1..], ["在用", ""]);
    let mut body = body;
    body["format"] = json!("xlsx");
    let table = parse_sheet(&export(&city, body).await, "新媒体账号");
    assert_eq!(table.0, titles);
    assert_eq!(table.1[0][..2], rows[0][..2]);
}

async fn formulas_are_written_as_text(app: TestApp) {
    let [unit, office] = app.sign_in_all(["110108M044", "110108"]).await;
    let names = [
        "=HYPERLINK(\"http://a.cn\",\"点\")",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1+1)",
        "＝1＋1",
    ];
    for (n, name) in (1..).zip(names) {
        let mut body = wechat_form(name, n, true);
        body["owner"] = json!(name);
        unit.post("/accounts", body).await.expect(201);
    }
    let body = |format: &str| {
        json!({
            "filter": {"sort": "created_at"},
            "columns": ["name", "owner"],
            "format": format,
        })
    };
    let (_, rows) = parse_sheet(&export(&office, body("xlsx")).await, "新媒体账号");
    let raw = export(&office, body("csv")).await.text;
    let parsed = parse_ndjson(&export(&office, body("ndjson")).await);
    for (at, name) in names.iter().enumerate() {
        assert_eq!(rows[at], [*name, *name]);
        assert_eq!(parsed[at], json!({"name": name, "owner": name}));
        let quoted = name.replace('"', "\"\"");
        let line = raw.lines().nth(at + 1).unwrap();
        assert!(
            line.contains(&format!("'{quoted}")) && !line.starts_with(*name),
            "{line}"
        );
    }
}

async fn the_file_name_contains_the_content_and_the_time(app: TestApp) {
    let office = app.sign_in("110108").await;
    let body = |format: &str| json!({"filter": {"tab": "to_review"}, "format": format});
    for (format, media_type) in [
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("csv", "text/csv; charset=utf-8"),
        ("ndjson", "application/x-ndjson"),
    ] {
        let response = export(&office, body(format)).await;
        assert_eq!(response.header("content-type"), Some(media_type));
        assert_eq!(response.header("x-total-rows"), Some("0"));
        assert_eq!(response.header("cache-control"), Some("no-store"));
        let disposition = response.header("content-disposition").unwrap();
        let plain = disposition
            .strip_prefix("attachment; filename=\"accounts-2")
            .unwrap();
        assert_eq!(
            plain.find(&format!(".{format}\"; filename*=UTF-8''")),
            Some("0261124-1200".len())
        );
        // 新媒体账号_待审核_2…
        assert!(disposition.contains(
            "''%E6%96%B0%E5%AA%92%E4%BD%93%E8%B4%A6%E5%8F%B7_%E5%BE%85%E5%AE%A1%E6%A0%B8_2"
        ));
    }
    // An empty export has titles only, or no lines at all.
    let (titles, rows) = parse_sheet(&export(&office, body("xlsx")).await, "新媒体账号");
    assert_eq!((titles.len(), rows.len()), (COLUMNS.len(), 0));
    assert_eq!(export(&office, body("ndjson")).await.text, "");
}
