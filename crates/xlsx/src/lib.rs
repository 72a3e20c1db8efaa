//! Spreadsheets: from bytes to rows and back.
//!
//! No database and no HTTP: what comes in was uploaded by somebody and is hostile until it is read,
//! what goes out is opened by spreadsheet programs that are not ours.

mod layout;
mod read;

pub use layout::{ImportFile, LaidColumn, Layout, SheetRow};
pub use read::{Unreadable, read_import};
