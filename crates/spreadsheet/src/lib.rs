//! Spreadsheets: from bytes to rows and back.
//!
//! No database and no HTTP: what comes in was uploaded by somebody and is hostile until it is read,
//! what goes out is opened by spreadsheet programs that are not ours.

mod layout;
mod read;
mod report;
mod template;
mod write;

pub use layout::{ImportFile, LaidColumn, Layout, SheetRow};
pub use read::{Unreadable, read_import};
pub use report::{REMARKS, ReportRemark, ReportRow, write_report};
pub use template::{GUIDE, SHEET, template, title};
pub use write::{Cell, CsvWriter, Heading, ROWS_PER_SHEET, SheetWriter, WriteError};
