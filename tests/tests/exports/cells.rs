//! Exported files as tables, and their expected cells.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use nmrs_tests::{ApiClient, Request, Response};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::{format_description, offset};

/// The titles and the rows of a file, as text.
pub(super) type Table = (Vec<String>, Vec<Vec<String>>);

/// All columns of an export of accounts.
pub(super) const COLUMNS: [&str; 31] = [
    "name",
    "kind",
    "platform_name",
    "status",
    "identifier",
    "owner",
    "unit_name",
    "unit_code",
    "org_unit",
    "org_code",
    "level1",
    "level2",
    "level3",
    "represents_government",
    "functions",
    "other_function",
    "url",
    "external_id",
    "external_id_by_hand",
    "contact_name",
    "contact_position",
    "contact_mobile",
    "contact_landline",
    "waiting_for",
    "waiting_since",
    "waiting_days",
    "overdue",
    "restored",
    "created_at",
    "modified_at",
    "id",
];

/// Exports accounts; expects success.
pub(super) async fn export(client: &ApiClient, body: Value) -> Response {
    let response = client.post("/accounts/export", body).await;
    assert_eq!(response.status, 200, "{}", response.described());
    response
}

/// Exports the ids of accounts and returns them.
pub(super) async fn export_ids(client: &ApiClient, body: Value) -> Vec<i64> {
    let mut body = body;
    body["format"] = json!("ndjson");
    body["columns"] = json!(["id"]);
    let rows = parse_ndjson(&export(client, body).await);
    rows.iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

/// Parses NDJSON.
pub(super) fn parse_ndjson(response: &Response) -> Vec<Value> {
    let lines = response.text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Parses a sheet of an .xlsx file.
pub(super) fn parse_sheet(response: &Response, name: &str) -> Table {
    let mut book = Xlsx::new(Cursor::new(response.bytes.clone())).unwrap();
    let sheet = book.worksheet_range(name).unwrap();
    let formulas = book.worksheet_formula(name).unwrap();
    assert!(formulas.used_cells().all(|(_, _, text)| text.is_empty()));
    let mut rows = sheet
        .rows()
        .map(|row| row.iter().map(cell).collect::<Vec<_>>());
    (rows.next().unwrap(), rows.collect())
}

fn cell(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        other => other.to_string(),
    }
}

/// Parses CSV and removes the apostrophes that protect against formulas.
pub(super) fn parse_csv(response: &Response) -> Table {
    let text = response.text.strip_prefix('\u{FEFF}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let titles = row(reader.headers().unwrap());
    let rows = reader.records().map(|record| {
        let cells = row(&record.unwrap()).into_iter();
        cells
            .map(|cell| cell.strip_prefix('\'').map(str::to_owned).unwrap_or(cell))
            .collect()
    });
    (titles, rows.collect())
}

/// Returns the NDJSON value of a column of an account.
pub(super) fn cell_value(column: &str, account: &Value) -> Value {
    let path = account["org_path"].as_array().unwrap();
    let level = |at: usize| {
        path.get(at)
            .map_or(Value::Null, |unit| unit["name"].clone())
    };
    match column {
        "unit_name" => account["reporting_unit"]["name"].clone(),
        "unit_code" => account["reporting_unit"]["code"].clone(),
        "org_unit" => path.last().unwrap()["name"].clone(),
        "org_code" => path.last().unwrap()["code"].clone(),
        "level1" => level(0),
        "level2" => level(1),
        "level3" => level(2),
        "waiting_for" => account["waiting_for"]["name"].clone(),
        // These accounts have not changed since they began to wait.
        "waiting_since" if account["waiting_for"].is_null() => Value::Null,
        "waiting_since" => account["modified_at"].clone(),
        _ => match column.strip_prefix("contact_") {
            Some(part) => account["contact"][part].clone(),
            None => account[column].clone(),
        },
    }
}

/// Returns the cell text of a column of an account.
pub(super) fn cell_text(column: &str, account: &Value) -> String {
    let value = cell_value(column, account);
    match (column, &value) {
        (_, Value::Null) => String::new(),
        ("kind" | "status", Value::String(word)) => label_of(word).to_owned(),
        ("functions", Value::Array(words)) => {
            let words = words.iter().map(|word| label_of(word.as_str().unwrap()));
            words.collect::<Vec<_>>().join("、")
        }
        ("created_at" | "modified_at" | "waiting_since", Value::String(at)) => format_time(at),
        (_, Value::Bool(yes)) => if *yes { "是" } else { "否" }.to_owned(),
        (_, Value::String(text)) => text.clone(),
        (_, number) => number.to_string(),
    }
}

fn label_of(word: &str) -> &'static str {
    match word {
        "wechat_subscription" => "微信订阅号",
        "weibo" => "新浪微博",
        "mini_program" => "小程序",
        "add_pending" => "添加待审核",
        "add_rejected" => "添加被驳回",
        "close_pending" => "关停待审核",
        "normal" => "正常",
        "draft" => "未提交",
        "publish" => "信息发布",
        "service" => "办事服务",
        "interact" => "互动交流",
        "other" => "其他",
        new => panic!("say here what {new} reads like"),
    }
}

/// Formats a time of the API as China time.
pub(super) fn format_time(at: &str) -> String {
    let at = OffsetDateTime::parse(at, &Rfc3339).unwrap();
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    at.to_offset(offset!(+8)).format(&format).unwrap()
}

/// Returns an export request with an `Export-Key`.
pub(super) fn export_request(body: Value, key: &str) -> Request {
    Request::new("POST", "/api/v1/accounts/export")
        .json(body)
        .header("Export-Key", key)
}
