use serde::{Deserialize, Serialize};

/// File format of an export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Spreadsheet (Office Open XML).
    #[default]
    Xlsx,
    /// Comma-separated values, UTF-8 with a byte order mark.
    Csv,
    /// One JSON object per line, for scripts.
    Ndjson,
}

impl ExportFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Ndjson];

    /// Returns the name in bodies, which is also the file extension.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
        }
    }
}

/// An export of accounts or reporting units: either `filter` or `ids`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExportIn<Q, C> {
    /// Filters of the list, as in its query string; `{}` selects all rows. Page and page size are
    /// ignored.
    #[serde(default = "none")]
    pub filter: Option<Q>,
    /// Ids of the selected rows, at most 10,000; ids out of scope are left out.
    #[serde(default = "none")]
    pub ids: Option<Vec<i64>>,
    /// Columns in this order; all if absent.
    #[serde(default = "none")]
    pub columns: Option<Vec<C>>,
    /// File format.
    #[serde(default)]
    pub format: ExportFormat,
}

impl<Q, C> Default for ExportIn<Q, C> {
    fn default() -> Self {
        Self {
            filter: None,
            ids: None,
            columns: None,
            format: ExportFormat::default(),
        }
    }
}

const fn none<T>() -> Option<T> {
    None
}

/// State of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportState {
    /// Rows are being read and written.
    Running,
    /// All rows were written and sent.
    Finished,
    /// The export was interrupted: the caller disconnected, or an error occurred.
    Failed,
}

impl ExportState {
    /// Returns the name in bodies and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Failed => "failed",
        }
    }

    /// Returns the state with a name.
    pub fn from_wire(wire: &str) -> Option<Self> {
        [Self::Running, Self::Finished, Self::Failed]
            .into_iter()
            .find(|state| state.as_str() == wire)
    }
}

/// Progress of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportRunOut {
    /// Number of rows written.
    pub rows: u64,
    /// Total number of rows.
    pub total: u64,
    /// State of the export.
    pub state: ExportState,
}
