//! Reading of uploaded spreadsheets, and writing of exports, templates and error reports.
//!
//! Needs no database and no HTTP. Uploaded bytes are treated as hostile until they are parsed.
#![expect(
    missing_docs,
    reason = "this crate documents what a name cannot tell: units, limits, formats"
)]

mod layout;
mod read;
mod report;
mod template;
mod write;

pub use layout::{ImportFile, Layout, LayoutColumn, SheetRow};
pub use read::{ReadError, read_import};
pub use report::{ReportRemark, ReportRow, write_report};
pub use template::write_template;
pub use write::{Cell, CsvWriter, Heading, ROWS_PER_SHEET, WriteError, XlsxWriter};
