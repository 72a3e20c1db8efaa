//! Exported files as tables, and what their cells should say by the answers of the API.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use nmrs_tests::{Answer, Api, Call};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::{format_description, offset};

/// A file as a table: the titles and the rows, all as text.
pub(super) type Table = (Vec<String>, Vec<Vec<String>>);

/// Every column of an export of accounts.
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

/// Exports accounts.
pub(super) async fn export(api: &Api, body: Value) -> Answer {
    let answer = api.post("/accounts/export", body).await;
    assert_eq!(answer.status, 200, "{}", answer.described());
    answer
}

/// The rows that an export finds, by their keys.
pub(super) async fn ids(api: &Api, body: Value) -> Vec<i64> {
    let mut body = body;
    body["format"] = json!("ndjson");
    body["columns"] = json!(["id"]);
    let rows = lines(&export(api, body).await);
    rows.iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

/// The lines of NDJSON.
pub(super) fn lines(answer: &Answer) -> Vec<Value> {
    let lines = answer.text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// A spreadsheet.
pub(super) fn sheet(answer: &Answer, name: &str) -> Table {
    let mut book = Xlsx::new(Cursor::new(answer.bytes.clone())).unwrap();
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

/// A text file, without the apostrophes that keep formulas from being ones.
pub(super) fn text(answer: &Answer) -> Table {
    let text = answer.text.strip_prefix('\u{FEFF}').unwrap();
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

/// What a program reads in a column of an account, by the answer about it.
pub(super) fn value(column: &str, account: &Value) -> Value {
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
        // Nothing else has happened to these accounts since they began to wait.
        "waiting_since" if account["waiting_for"].is_null() => Value::Null,
        "waiting_since" => account["modified_at"].clone(),
        _ => match column.strip_prefix("contact_") {
            Some(part) => account["contact"][part].clone(),
            None => account[column].clone(),
        },
    }
}

/// What a person reads in a column of an account, by the answer about it.
pub(super) fn reading(column: &str, account: &Value) -> String {
    let value = value(column, account);
    match (column, &value) {
        (_, Value::Null) => String::new(),
        ("kind" | "status", Value::String(word)) => word_of(word).to_owned(),
        ("functions", Value::Array(words)) => {
            let words = words.iter().map(|word| word_of(word.as_str().unwrap()));
            words.collect::<Vec<_>>().join("、")
        }
        ("created_at" | "modified_at" | "waiting_since", Value::String(at)) => moment(at),
        (_, Value::Bool(yes)) => if *yes { "是" } else { "否" }.to_owned(),
        (_, Value::String(text)) => text.clone(),
        (_, number) => number.to_string(),
    }
}

fn word_of(word: &str) -> &'static str {
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

/// A time of the API in China.
pub(super) fn moment(at: &str) -> String {
    let at = OffsetDateTime::parse(at, &Rfc3339).unwrap();
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    at.to_offset(offset!(+8)).format(&format).unwrap()
}

/// An export with a key of its own.
pub(super) fn keyed(body: Value, key: &str) -> Call {
    Call::new("POST", "/api/v1/accounts/export")
        .json(body)
        .header("Export-Key", key)
}
