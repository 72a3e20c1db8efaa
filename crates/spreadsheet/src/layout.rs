use nmrs_domain::import::ImportColumn;
use serde::{Deserialize, Serialize};

/// What was read from an uploaded spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFile {
    /// Where its columns stand.
    pub layout: Layout,
    /// Its rows, without empty ones and the example, in the order of the sheet.
    pub rows: Vec<SheetRow>,
    /// What was noticed about the file as a whole, in Chinese.
    pub notices: Vec<String>,
}

/// How the sheet is laid out, so that a report about it can look like it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Name of the sheet.
    pub sheet: String,
    /// Number of the row with the titles, from 1.
    pub header_row: u32,
    /// The columns with a title, from left to right; the columns of the template that the sheet
    /// does not have follow after its last one, so that every one of them has a place.
    pub columns: Vec<LaidColumn>,
}

/// A column of the uploaded sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaidColumn {
    /// Its place in the sheet, from 0.
    pub at: u16,
    /// Its title as it stands there.
    pub title: String,
    /// What it is; `None` for a column that is ignored.
    pub column: Option<ImportColumn>,
}

/// A row of the uploaded sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number, from 1, as the spreadsheet program shows it.
    pub row: u32,
    /// The text of its cells, one for each of [`Layout::columns`]; empty where nothing stands.
    pub cells: Vec<String>,
}
