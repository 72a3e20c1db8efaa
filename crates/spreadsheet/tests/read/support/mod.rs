//! Spreadsheets to read, and access to the rows that were read.

pub(crate) mod xls;
pub(crate) mod xlsx;

use nmrs_domain::actor::Branch;
use nmrs_domain::import::ImportColumn;
use nmrs_spreadsheet::{ImportFile, ReadError, read_import};
use rust_xlsxwriter::{Workbook, Worksheet};

pub(crate) fn template_titles() -> Vec<&'static str> {
    ImportColumn::ALL.map(|c| c.title(Branch::Local)).to_vec()
}

/// A valid row below [`template_titles`].
pub(crate) const GOOD_ROW: [&str; 15] = [
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

/// Writes texts into a row, counted from 0.
pub(crate) fn write_row(sheet: &mut Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in (0..).zip(texts) {
        sheet.write(row, column, *text).unwrap();
    }
}

/// Builds a workbook of one sheet, which `fill` writes.
pub(crate) fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("账号").unwrap();
    fill(sheet);
    workbook.save_to_buffer().unwrap()
}

/// Builds a workbook with the titles of the template in its first row.
pub(crate) fn workbook_with_titles(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    workbook(|sheet| {
        write_row(sheet, 0, &template_titles());
        fill(sheet);
    })
}

#[track_caller]
pub(crate) fn read(bytes: &[u8]) -> ImportFile {
    read_import("账号.xlsx", bytes).unwrap()
}

#[track_caller]
pub(crate) fn read_error(bytes: &[u8]) -> ReadError {
    read_import("账号.xlsx", bytes).unwrap_err()
}

/// Returns the text of a cell, by the number of its row and its column of the template.
#[track_caller]
pub(crate) fn cell_text(file: &ImportFile, row: u32, column: ImportColumn) -> &str {
    let position = file
        .layout
        .columns
        .iter()
        .position(|c| c.column == Some(column))
        .unwrap();
    let row = file.rows.iter().find(|r| r.number == row).unwrap();
    &row.cells[position]
}

pub(crate) fn row_numbers(file: &ImportFile) -> Vec<u32> {
    file.rows.iter().map(|row| row.number).collect()
}
