use nmrs_domain::import::{Cells, ImportColumn};
use nmrs_spreadsheet::Layout;

use crate::AppError;

/// The columns of an uploaded sheet, and their positions.
#[derive(Debug, Clone)]
pub(in crate::imports) struct SheetLayout(pub(in crate::imports) Layout);

impl SheetLayout {
    pub(in crate::imports) fn from_json(json: &str) -> Result<Self, AppError> {
        serde_json::from_str(json)
            .map(Self)
            .map_err(|error| AppError::Internal(format!("layout of an import: {error}")))
    }

    pub(in crate::imports) fn to_json(&self) -> Result<String, AppError> {
        serde_json::to_string(&self.0).map_err(|error| AppError::Internal(error.to_string()))
    }

    /// Returns the cells of a row in known columns, without empty ones.
    pub(in crate::imports) fn cells(&self, texts: &[String]) -> Cells {
        let mut cells = Cells::new();
        for (laid, text) in self.0.columns.iter().zip(texts) {
            if let Some(column) = laid.column.filter(|_| !text.is_empty()) {
                cells.entry(column).or_insert_with(|| text.clone());
            }
        }
        cells
    }

    /// Sets a cell of a row; returns false if the sheet has no such column.
    pub(in crate::imports) fn set_cell(
        &self,
        texts: &mut Vec<String>,
        column: ImportColumn,
        text: &str,
    ) -> bool {
        let mut places = self.0.columns.iter().zip(0..);
        let Some((_, at)) = places.find(|(laid, _)| laid.column == Some(column)) else {
            return false;
        };
        if texts.len() <= at {
            texts.resize(at + 1, String::new());
        }
        text.clone_into(&mut texts[at]);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_spreadsheet::LayoutColumn;

    fn layout() -> SheetLayout {
        let laid = |index, title: &str, column| LayoutColumn {
            index,
            title: title.into(),
            column,
        };
        SheetLayout(Layout {
            sheet: "填报".into(),
            header_row: 2,
            columns: vec![
                laid(0, "备注", None),
                laid(2, "账号名称", Some(ImportColumn::Name)),
                laid(3, "账号类型", Some(ImportColumn::Kind)),
            ],
        })
    }

    #[test]
    fn cells_are_found_by_column_and_unknown_columns_are_ignored() {
        let texts = ["甲", "上庄发布", ""].map(String::from);
        let cells = layout().cells(&texts);
        assert_eq!(cells.len(), 1);
        assert_eq!(cells[&ImportColumn::Name], "上庄发布");
    }

    #[test]
    fn a_cell_is_set_in_its_column() {
        let mut texts = vec!["甲".to_owned()];
        assert!(layout().set_cell(&mut texts, ImportColumn::Kind, "微博"));
        assert_eq!(texts, ["甲", "", "微博"]);
        assert!(!layout().set_cell(&mut texts, ImportColumn::Url, "x"));
    }

    #[test]
    fn a_layout_survives_json() {
        let json = layout().to_json().unwrap();
        assert_eq!(SheetLayout::from_json(&json).unwrap().0, layout().0);
    }
}
