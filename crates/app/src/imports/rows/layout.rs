//! Where the columns of an uploaded sheet stand.

use nmrs_domain::import::{Cells, ImportColumn};
use nmrs_xlsx::Layout;

use crate::AppError;

/// The layout of an import.
#[derive(Debug, Clone)]
pub(super) struct Sheet(pub(super) Layout);

impl Sheet {
    pub(super) fn read(json: &str) -> Result<Self, AppError> {
        serde_json::from_str(json)
            .map(Self)
            .map_err(|error| AppError::Internal(format!("layout of an import: {error}")))
    }

    pub(super) fn json(&self) -> Result<String, AppError> {
        serde_json::to_string(&self.0).map_err(|error| AppError::Internal(error.to_string()))
    }

    /// The cells of a row that the register knows, without empty ones.
    pub(super) fn cells(&self, texts: &[String]) -> Cells {
        let mut cells = Cells::new();
        for (laid, text) in self.0.columns.iter().zip(texts) {
            if let Some(column) = laid.column.filter(|_| !text.is_empty()) {
                cells.entry(column).or_insert_with(|| text.clone());
            }
        }
        cells
    }

    /// Changes a cell of a row; `false` where the sheet has no place for it.
    pub(super) fn set(&self, texts: &mut Vec<String>, column: ImportColumn, text: &str) -> bool {
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
    use nmrs_xlsx::LaidColumn;

    fn sheet() -> Sheet {
        let laid = |at, title: &str, column| LaidColumn {
            at,
            title: title.into(),
            column,
        };
        Sheet(Layout {
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
    fn cells_are_found_by_their_column_and_ignored_ones_are_not() {
        let texts = ["甲", "上庄发布", ""].map(String::from);
        let cells = sheet().cells(&texts);
        assert_eq!(cells.len(), 1);
        assert_eq!(cells[&ImportColumn::Name], "上庄发布");
    }

    #[test]
    fn a_cell_is_changed_in_its_place() {
        let mut texts = vec!["甲".to_owned()];
        assert!(sheet().set(&mut texts, ImportColumn::Kind, "微博"));
        assert_eq!(texts, ["甲", "", "微博"]);
        assert!(!sheet().set(&mut texts, ImportColumn::Url, "x"));
    }

    #[test]
    fn a_layout_is_kept_as_it_is() {
        let json = sheet().json().unwrap();
        assert_eq!(Sheet::read(&json).unwrap().0, sheet().0);
    }
}
