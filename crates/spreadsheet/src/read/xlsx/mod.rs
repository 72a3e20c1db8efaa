//! Workbooks of Office Open XML.

mod cell_reference;
mod cell_scanner;
mod limited_reader;
mod limits_used;
mod part_scanner;
mod sheet_scanner;
mod validate;
mod workbook;

pub(in crate::read) use workbook::Xlsx;
