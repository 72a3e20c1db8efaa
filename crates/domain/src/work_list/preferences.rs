//! Preferences of a user: checks, defaults, and reading of other versions.

use serde_json::Value;

use crate::error::FieldErrors;
use crate::query::{DEFAULT_PER_PAGE, MAX_PER_PAGE};
use crate::wire::{ColumnChoice, Density, WorkListPreferences};
use crate::work_list::columns::Column;

/// Name under which the preferences of the work list are stored.
pub const WORK_LIST: &str = "work-list";

impl ColumnChoice {
    /// Returns a column with its default visibility.
    pub const fn by_default(column: Column) -> Self {
        Self {
            column,
            visible: column.is_shown_by_default(),
        }
    }
}

impl Default for WorkListPreferences {
    fn default() -> Self {
        Self {
            columns: Column::ALL.map(ColumnChoice::by_default).into(),
            density: Density::default(),
            per_page: DEFAULT_PER_PAGE,
        }
    }
}

impl WorkListPreferences {
    /// Checks preferences of a caller and appends missing columns.
    ///
    /// # Errors
    /// A column that is listed twice, a fixed column that is hidden, or a page size outside 1 to
    /// 100.
    pub fn checked(mut self) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        for (at, choice) in self.columns.iter().enumerate() {
            let ColumnChoice { column, visible } = *choice;
            if self.columns[..at].iter().any(|c| c.column == column) {
                let detail = format!("“{}”出现了两次", column.label());
                errors.push(format!("/columns/{at}/column"), detail);
            }
            if column.is_fixed() && !visible {
                let detail = format!("“{}”总是显示，不能隐藏", column.label());
                errors.push(format!("/columns/{at}/visible"), detail);
            }
        }
        if !(1..=MAX_PER_PAGE).contains(&self.per_page) {
            errors.push("/per_page", format!("应为 1 至 {MAX_PER_PAGE} 的整数"));
        }
        errors.into_result()?;
        self.complete();
        Ok(self)
    }

    /// Reads stored preferences of any version: unknown columns and values are ignored, missing
    /// ones have their defaults.
    pub fn from_stored(json: &str) -> Self {
        let stored: Value = serde_json::from_str(json).unwrap_or_default();
        let mut read = Self {
            columns: Vec::new(),
            density: serde_json::from_value(stored["density"].clone()).unwrap_or_default(),
            per_page: stored["per_page"]
                .as_u64()
                .and_then(|n| u32::try_from(n).ok())
                .filter(|n| (1..=MAX_PER_PAGE).contains(n))
                .unwrap_or(DEFAULT_PER_PAGE),
        };
        for stored in stored["columns"].as_array().into_iter().flatten() {
            let choice = serde_json::from_value::<ColumnChoice>(stored.clone());
            if let Ok(choice) = choice
                && read.columns.iter().all(|c| c.column != choice.column)
            {
                read.columns.push(ColumnChoice {
                    visible: choice.visible || choice.column.is_fixed(),
                    ..choice
                });
            }
        }
        read.complete();
        read
    }

    fn complete(&mut self) {
        for column in Column::ALL {
            if self.columns.iter().all(|c| c.column != column) {
                self.columns.push(ColumnChoice::by_default(column));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(column: Column, visible: bool) -> ColumnChoice {
        ColumnChoice { column, visible }
    }

    fn chosen(columns: Vec<ColumnChoice>) -> WorkListPreferences {
        WorkListPreferences {
            columns,
            density: Density::Compact,
            per_page: 50,
        }
    }

    #[test]
    fn what_is_stored_is_read_again() {
        let mut all = WorkListPreferences::default();
        all.columns.reverse();
        all.columns[0].visible = true;
        let stored = serde_json::to_string(&all).unwrap();
        assert_eq!(WorkListPreferences::from_stored(&stored), all);
        assert_eq!(all.clone().checked(), Ok(all));
    }

    #[test]
    fn columns_that_are_not_named_come_last() {
        let read = chosen(vec![choice(Column::Url, true), choice(Column::Name, true)])
            .checked()
            .unwrap();
        assert_eq!(read.columns.len(), Column::ALL.len());
        let first: Vec<_> = read.columns[..3].iter().map(|c| c.column).collect();
        assert_eq!(first, [Column::Url, Column::Name, Column::Kind]);
        assert!(read.columns.contains(&choice(Column::Owner, false)));
    }

    #[test]
    fn a_choice_that_cannot_be_is_refused_with_its_place() {
        let twice = chosen(vec![choice(Column::Url, true), choice(Column::Url, false)]);
        assert!(
            twice
                .checked()
                .unwrap_err()
                .at("/columns/1/column")
                .is_some()
        );
        let hidden = chosen(vec![choice(Column::Identifier, false)]);
        assert!(
            hidden
                .checked()
                .unwrap_err()
                .at("/columns/0/visible")
                .is_some()
        );
        for per_page in [0, 101] {
            let mut wrong = chosen(vec![]);
            wrong.per_page = per_page;
            assert!(wrong.checked().unwrap_err().at("/per_page").is_some());
        }
    }

    #[test]
    fn what_another_version_stored_does_no_harm() {
        let read = WorkListPreferences::from_stored(
            r#"{"columns":[{"column":"fax","visible":true},{"column":"name","visible":false},
                {"column":"url","visible":true},{"column":"url","visible":false},7],
                "density":"dense","per_page":5000,"theme":"dark"}"#,
        );
        assert_eq!(
            read.columns[..2],
            [choice(Column::Name, true), choice(Column::Url, true)]
        );
        assert_eq!(read.columns.len(), Column::ALL.len());
        assert_eq!((read.density, read.per_page), (Density::Comfortable, 20));
        for broken in ["", "[]", "null", "{"] {
            assert_eq!(
                WorkListPreferences::from_stored(broken),
                WorkListPreferences::default()
            );
        }
    }
}
