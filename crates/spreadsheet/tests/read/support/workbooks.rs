//! Spreadsheets to read.

use nmrs_domain::actor::Branch;
use nmrs_domain::import::ImportColumn;
use nmrs_spreadsheet::{ImportFile, Unreadable, read_import};
use rust_xlsxwriter::{Workbook, Worksheet};

/// The titles of a template.
pub(crate) fn titles() -> Vec<&'static str> {
    ImportColumn::ALL.map(|c| c.title(Branch::Local)).to_vec()
}

/// A good row.
pub(crate) const ROW: [&str; 15] = [
    "文明北京",
    "北京市文明办",
    "微信订阅号",
    "",
    "否",
    "是",
    "否",
    "是",
    "",
    "https://mp.weixin.qq.com/s?__biz=MzA4MDEyMzQ1Ng==",
    "",
    "张三",
    "科长",
    "13800001111",
    "010-35001121",
];

/// Writes a row of texts.
pub(crate) fn row(sheet: &mut Worksheet, at: u32, cells: &[&str]) {
    for (column, text) in (0..).zip(cells) {
        sheet.write(at, column, *text).unwrap();
    }
}

/// A workbook of one sheet that the caller fills.
pub(crate) fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("账号").unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

/// A workbook with the titles in its first row.
pub(crate) fn titled(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    book(|sheet| {
        row(sheet, 0, &titles());
        fill(sheet);
    })
}

/// Reads what must be readable.
#[track_caller]
pub(crate) fn read(bytes: &[u8]) -> ImportFile {
    read_import("账号.xlsx", bytes).unwrap()
}

/// Reads what must not be readable.
#[track_caller]
pub(crate) fn refused(bytes: &[u8]) -> Unreadable {
    read_import("账号.xlsx", bytes).unwrap_err()
}

/// The text in a column of a row.
#[track_caller]
pub(crate) fn at(file: &ImportFile, row: u32, column: ImportColumn) -> &str {
    let place = file
        .layout
        .columns
        .iter()
        .position(|c| c.column == Some(column))
        .unwrap();
    let row = file.rows.iter().find(|r| r.row == row).unwrap();
    &row.cells[place]
}

/// The numbers of the rows.
pub(crate) fn numbers(file: &ImportFile) -> Vec<u32> {
    file.rows.iter().map(|row| row.row).collect()
}
