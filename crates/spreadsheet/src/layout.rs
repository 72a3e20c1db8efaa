use nmrs_domain::import::ImportColumn;
use serde::{Deserialize, Serialize};

/// The content of an uploaded spreadsheet: cleaned, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFile {
    pub layout: Layout,
    /// In the order of the sheet, without empty rows and the example of the template.
    pub rows: Vec<SheetRow>,
    /// Messages in Chinese about the file as a whole.
    pub notices: Vec<String>,
}

/// Header and columns of an uploaded sheet. An import stores it as JSON, so that a report can
/// repeat the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    pub sheet: String,
    /// Number of the last row of titles, from 1.
    pub header_row: u32,
    /// The columns with a title, from left to right, followed by the columns of the template that
    /// the sheet lacks: every template column occurs exactly once.
    pub columns: Vec<LayoutColumn>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutColumn {
    /// Position in the sheet, from 0.
    #[serde(rename = "at")]
    pub index: u16,
    /// Title as written in the sheet.
    pub title: String,
    /// `None` for a column that the import ignores.
    pub column: Option<ImportColumn>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Row number as spreadsheet programs show it, from 1.
    pub number: u32,
    /// One text for each of [`Layout::columns`], empty for an empty cell.
    pub cells: Vec<String>,
}
