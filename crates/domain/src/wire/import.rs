use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::import::ImportColumn;

/// An uploaded spreadsheet, checked; nothing of it is in the register before the commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportOut {
    /// Key.
    pub id: i64,
    /// Name of the uploaded file.
    pub filename: String,
    /// Name of the sheet that was read.
    pub sheet: String,
    /// When it was uploaded.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it is thrown away, 24 hours later.
    #[serde(with = "time::serde::rfc3339")]
    pub expires_at: OffsetDateTime,
    /// Changes with every mended row; to be sent with the next change.
    pub version: i64,
    /// Rows in all, without those left out.
    pub rows: u32,
    /// Rows left out by the user.
    pub skipped: u32,
    /// Rows that cannot be submitted as they are.
    pub errors: u32,
    /// Of these, rows that cannot even be kept as drafts.
    pub draft_errors: u32,
    /// Rows with something to look at that refuses nothing.
    pub warnings: u32,
    /// What was noticed about the file as a whole, in Chinese: columns that were ignored, an
    /// example row that was left out, a template of another version.
    pub notices: Vec<String>,
    /// What became of it; `null` while it is not committed.
    pub committed: Option<ImportCommittedOut>,
}

/// A row of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRowOut {
    /// Its number in the sheet, from 1, as the spreadsheet program shows it.
    pub row: u32,
    /// What stands in its cells, mended or not; empty cells are absent.
    pub cells: BTreeMap<ImportColumn, String>,
    /// What cannot be accepted, in the order of the columns.
    pub errors: Vec<CellProblemOut>,
    /// What should be looked at.
    pub warnings: Vec<CellProblemOut>,
    /// Whether the user leaves it out.
    pub skipped: bool,
}

/// What is wrong in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellProblemOut {
    /// The column.
    pub column: ImportColumn,
    /// What stands there, at most 100 characters of it.
    pub found: String,
    /// What is wrong and what is expected, in Chinese.
    pub detail: String,
    /// Whether the row cannot even be kept as a draft.
    pub blocks_draft: bool,
}

/// A change of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportRowIn {
    /// The cells that change; others stay.
    #[serde(default)]
    pub cells: BTreeMap<ImportColumn, String>,
    /// Leave the row out, or take it back in; absent: as it is.
    #[serde(default)]
    pub skipped: Option<bool>,
    /// The version of the import that was read.
    pub version: i64,
}

/// An import after the change of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRowChangedOut {
    /// The import with its new counts and version.
    pub import: ImportOut,
    /// The row, and every other row about which something else is said now (the same account
    /// twice in the file).
    pub rows: Vec<ImportRowOut>,
}

/// What an import becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// All rows are submitted for review.
    Submit,
    /// All rows are kept as drafts.
    Draft,
}

/// The commit of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportCommitIn {
    /// Submit or keep as drafts.
    pub mode: ImportMode,
    /// The version of the import that was read.
    pub version: i64,
}

/// What became of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportCommittedOut {
    /// Submitted or kept as drafts.
    pub mode: ImportMode,
    /// Number of accounts that were stored.
    pub accounts: u32,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
