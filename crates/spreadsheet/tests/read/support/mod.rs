//! Spreadsheets to read.

pub(crate) mod workbooks;
pub(crate) mod xls;
pub(crate) mod xlsx;
