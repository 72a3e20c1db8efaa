//! Spreadsheets of accounts, and their upload.

use std::path::{Path, PathBuf};

use nmrs_domain::actor::Branch;
use nmrs_domain::import::ImportColumn;
use rust_xlsxwriter::Workbook;

use super::import_rows::Row;
use crate::client::{ApiClient, Body, Request, Response};

/// The number of the first row below the titles of [`xlsx_file`].
pub const FIRST_ROW: u32 = 3;

const BOUNDARY: &str = "nmrs-test-7f3a";
const MULTIPART: &str = "multipart/form-data; boundary=nmrs-test-7f3a";

/// Returns an .xlsx file: a heading, titles in the second row with an unknown column in front, rows.
pub fn xlsx_file(rows: &[Row]) -> Vec<u8> {
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
    for (row, number) in rows.iter().zip(FIRST_ROW - 1..) {
        write(number, 0, &format!("N-{number}"));
        for (at, column) in ImportColumn::ALL.into_iter().enumerate() {
            if let Some(text) = row.get(&column) {
                write(number, at + 1, text);
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

/// Writes a CSV file with the titles of the template in row 1 and the rows from row 2.
pub fn write_csv(folder: &Path, name: &str, rows: &[Row]) -> PathBuf {
    let titles = ImportColumn::ALL.map(|column| column.title(Branch::Local).to_owned());
    let mut lines = vec![titles.join(",")];
    for row in rows {
        let cells = ImportColumn::ALL.map(|column| {
            let text = row.get(&column).map_or("", String::as_str);
            format!("\"{}\"", text.replace('"', "\"\""))
        });
        lines.push(cells.join(","));
    }
    let file = folder.join(name);
    // Spreadsheet programs recognise UTF-8 by the byte order mark.
    std::fs::write(&file, format!("\u{feff}{}\r\n", lines.join("\r\n"))).expect("a file");
    file
}

/// Returns the request that uploads a file.
pub fn upload_request(filename: &str, bytes: Vec<u8>) -> Request {
    multipart_request(&[("file", Some(filename), bytes)])
}

/// Returns an upload with any parts: name, file name, content.
pub fn multipart_request(parts: &[(&str, Option<&str>, Vec<u8>)]) -> Request {
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
    Request::new("POST", "/api/v1/accounts/imports").body(Body::Raw(Some(MULTIPART), body))
}

/// Uploads a file.
pub async fn upload(unit: &ApiClient, filename: &str, bytes: Vec<u8>) -> Response {
    unit.send(upload_request(filename, bytes)).await
}
