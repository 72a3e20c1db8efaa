//! Reading of Office Open XML workbooks (.xlsx).
//!
//! calamine trusts a file: it reserves memory for the number of strings that the file claims, keeps
//! all of them, and overflows on cell references outside of a sheet. So `validate` first unpacks
//! every XML part once, within limits on what really comes out and without keeping it. calamine
//! then reads cells from the same bytes. Hidden rows, merged areas, links and errors of newer Excel
//! versions are noted during validation.

mod attributes;
mod cell_reference;
mod cell_scanner;
mod limited_reader;
mod limits_used;
mod part_scanner;
mod relationship;
mod sheet_metadata;
mod sheet_scanner;
mod validate;
mod workbook;

pub(super) use workbook::XlsxSource;
