//! Sheets of accounts, made with a program that is not ours, and their way to the server.

use std::collections::BTreeMap;

use nmrs_domain::actor::Branch;
use nmrs_domain::import::ImportColumn;
use rust_xlsxwriter::Workbook;

use crate::{Answer, Api, Body, Call};

/// The texts of a row, by column.
pub type Row = BTreeMap<ImportColumn, String>;

/// The first row below the titles.
pub const FIRST: u32 = 3;

const BOUNDARY: &str = "nmrs-test-7f3a";
const MULTIPART: &str = "multipart/form-data; boundary=nmrs-test-7f3a";

/// A good row: a Weibo account whose identity is number `n`.
pub fn weibo(n: u32) -> Row {
    use ImportColumn as C;
    [
        (C::Name, format!("上庄发布{n}号")),
        (C::Owner, "上庄镇人民政府办公室".to_owned()),
        (C::Kind, "新浪微博".to_owned()),
        (C::RepresentsGovernment, "是".to_owned()),
        (C::Publish, "是".to_owned()),
        (C::Service, "否".to_owned()),
        (C::OtherFunction, "应急提示".to_owned()),
        (
            C::Url,
            format!("https://weibo.com/u/{}", 5_000_000_000 + u64::from(n)),
        ),
        (C::ContactName, "王联络".to_owned()),
        (C::ContactMobile, "13800001111".to_owned()),
    ]
    .into()
}

/// A row with other texts in some cells.
#[must_use]
pub fn with(mut row: Row, cells: &[(ImportColumn, &str)]) -> Row {
    for (column, text) in cells {
        row.insert(*column, (*text).to_owned());
    }
    row
}

/// A sheet: a heading, titles in the second row with a column of the unit's own among them, rows.
pub fn sheet(rows: &[Row]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut write = |row: u32, column: usize, text: &str| {
        let column = u16::try_from(column).expect("few columns");
        sheet
            .write_string(row, column, text)
            .expect("a cell of a sheet");
    };
    write(0, 0, "新媒体账号报送表");
    write(1, 0, "内部编号");
    for (at, column) in ImportColumn::ALL.into_iter().enumerate() {
        write(1, at + 1, column.title(Branch::Local));
    }
    for (row, number) in rows.iter().zip(FIRST - 1..) {
        write(number, 0, &format!("N-{number}"));
        for (at, column) in ImportColumn::ALL.into_iter().enumerate() {
            if let Some(text) = row.get(&column) {
                write(number, at + 1, text);
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

/// The call that uploads a file.
pub fn upload_call(filename: &str, bytes: Vec<u8>) -> Call {
    upload_parts(&[("file", Some(filename), bytes)])
}

/// An upload of any parts: name, name of the file, content.
pub fn upload_parts(parts: &[(&str, Option<&str>, Vec<u8>)]) -> Call {
    let mut body = Vec::new();
    for (name, filename, bytes) in parts {
        let filename = filename.map_or_else(String::new, |name| format!("; filename=\"{name}\""));
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{filename}\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    Call::new("POST", "/api/v1/accounts/imports").body(Body::Raw(Some(MULTIPART), body))
}

/// Uploads a file.
pub async fn upload(unit: &Api, filename: &str, bytes: Vec<u8>) -> Answer {
    unit.send(upload_call(filename, bytes)).await
}
