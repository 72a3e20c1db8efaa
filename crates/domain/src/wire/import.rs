use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::import::ImportColumn;

/// An uploaded and checked spreadsheet; the commit creates its accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportOut {
    /// Id.
    pub id: i64,
    /// Name of the uploaded file.
    pub filename: String,
    /// Name of the imported sheet.
    pub sheet: String,
    /// Time of the upload (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// Time of deletion, 24 hours after the upload (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub expires_at: OffsetDateTime,
    /// Version, required by the next change; every changed row increments it.
    pub version: i64,
    /// Number of rows, without skipped ones.
    pub rows: u32,
    /// Number of skipped rows.
    pub skipped: u32,
    /// Rows that cannot be submitted.
    pub errors: u32,
    /// Rows that cannot be stored as drafts either.
    pub draft_errors: u32,
    /// Number of rows with warnings.
    pub warnings: u32,
    /// Notices about the file as a whole, in Chinese: ignored columns, a skipped example row, a
    /// template of another version.
    pub notices: Vec<String>,
    /// Result of the commit; `null` before it.
    pub committed: Option<ImportCommittedOut>,
}

/// A row of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRowOut {
    /// Row number in the sheet, from 1, as spreadsheet programs show it.
    pub row: u32,
    /// Current values of the cells; empty cells are absent.
    pub cells: BTreeMap<ImportColumn, String>,
    /// Errors, in the order of the columns.
    pub errors: Vec<CellProblemOut>,
    /// Warnings.
    pub warnings: Vec<CellProblemOut>,
    /// True if the row is skipped.
    pub skipped: bool,
}

/// A problem of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellProblemOut {
    /// Column.
    pub column: ImportColumn,
    /// First 100 characters of the cell.
    pub found: String,
    /// The problem and the expected value, in Chinese.
    pub detail: String,
    /// True if the row cannot be stored as a draft either.
    pub blocks_draft: bool,
}

/// A change of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportRowIn {
    /// Cells to change; other cells are kept.
    #[serde(default)]
    pub cells: BTreeMap<ImportColumn, String>,
    /// True to skip the row, false to include it again; absent: unchanged.
    #[serde(default)]
    pub skipped: Option<bool>,
    /// Version of the import, as last read.
    pub version: i64,
}

/// An import after the change of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRowChangedOut {
    /// Import with its new counts and version.
    pub import: ImportOut,
    /// The row, and every other row whose problems changed with it (duplicate accounts in the
    /// file).
    pub rows: Vec<ImportRowOut>,
}

/// Mode of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// Submit all rows for review.
    Submit,
    /// Store all rows as drafts.
    Draft,
}

/// The commit of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportCommitIn {
    /// Mode of the commit.
    pub mode: ImportMode,
    /// Version of the import, as last read.
    pub version: i64,
}

/// Result of a commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportCommittedOut {
    /// Mode of the commit.
    pub mode: ImportMode,
    /// Number of stored accounts.
    pub accounts: u32,
    /// Time (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
