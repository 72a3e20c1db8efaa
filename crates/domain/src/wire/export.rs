use serde::{Deserialize, Serialize};

use crate::columns::Column;

/// The file that an export writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A spreadsheet.
    #[default]
    Xlsx,
    /// Comma-separated values, UTF-8 with a byte order mark.
    Csv,
    /// One JSON object a line, for scripts.
    Ndjson,
}

/// An export of reporting units or accounts: either `filter` or `ids`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExportIn<Q> {
    /// The conditions of the list, as in its query string, without page and page size.
    #[serde(default = "none")]
    pub filter: Option<Q>,
    /// The keys of the rows that were selected, at most 10,000; those out of scope are left out.
    #[serde(default = "none")]
    pub ids: Option<Vec<i64>>,
    /// The columns, in this order; absent: all.
    #[serde(default)]
    pub columns: Option<Vec<Column>>,
    /// The file to write.
    #[serde(default)]
    pub format: ExportFormat,
}

const fn none<T>() -> Option<T> {
    None
}
