//! Reading of Excel 97–2003 workbooks (BIFF8 in a compound file; .xls, and .et of WPS).
//!
//! calamine is not used: it allocates every sheet as a full rectangle, copies a shared string into
//! each cell that refers to it and panics on short records, so neither memory nor time could be
//! bounded. It also reports no hidden rows. Records are named as in the specification \[MS-XLS\].

mod compound_file;
mod formats;
mod hyperlink;
mod record_type;
mod records;
mod sheet;
mod strings;
mod workbook;

pub(super) use compound_file::SIGNATURE;
pub(super) use workbook::XlsSource;
