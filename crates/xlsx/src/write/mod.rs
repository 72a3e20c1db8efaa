//! Rows to files that spreadsheet programs open.

mod error;

pub use error::WriteError;
