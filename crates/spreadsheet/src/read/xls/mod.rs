//! Workbooks of the binary format of Excel 97 to 2003 (BIFF8 in a compound file), which WPS also
//! writes as `.et`.
//!
//! Read here rather than by calamine: that one lays every sheet out as a full rectangle, copies
//! the text of a shared string into each cell that has it, and panics on records that are too
//! short, so that neither memory nor time could be bounded; and it knows no hidden rows and no
//! links.

mod compound_file;
mod formats;
mod hyperlink;
mod records;
mod sheet;
mod strings;
mod workbook;

pub(in crate::read) use compound_file::SIGNATURE;
pub(in crate::read) use workbook::Xls;
