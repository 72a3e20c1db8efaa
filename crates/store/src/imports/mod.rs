//! Uploaded spreadsheets. An import is visible only to the reporting unit that uploaded it, and only
//! until it expires.

mod read;
mod rows;
mod write;

pub use read::{Import, ImportCommit, ImportCounts, count_uncommitted, find, list, lock};
pub use rows::{
    CellIssue, Row, RowSummary, add_rows, replace_rows, row_summaries, rows, rows_after,
};
pub use write::{NewImport, commit, delete, insert, purge, record_change, set_counts};
