//! Validation of export requests.

use std::collections::BTreeSet;

use super::{ExportField, MAX_EXPORT_IDS};
use crate::error::{FieldError, FieldErrors};
use crate::query::{AccountFilter, AccountQuery, ReportingUnitFilter, ReportingUnitQuery};
use crate::wire::{ExportFormat, ExportIn};

/// Selected rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportSelection<F> {
    /// Rows that match the filter, in the order of the list.
    Filter(F),
    /// Rows with these keys, without duplicates, in the order of the request.
    Ids(Vec<i64>),
}

/// Valid export request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest<F, C> {
    /// Selected rows.
    pub rows: ExportSelection<F>,
    /// Columns of the file, in order.
    pub columns: Vec<C>,
    /// Format of the file.
    pub format: ExportFormat,
}

/// Query of a list, before validation.
pub trait Query {
    /// Valid query.
    type Filter;

    /// Validates the query.
    ///
    /// # Errors
    /// Returns the errors of all invalid parameters.
    fn filter(&self) -> Result<Self::Filter, FieldErrors>;
}

impl Query for AccountQuery {
    type Filter = AccountFilter;
    fn filter(&self) -> Result<AccountFilter, FieldErrors> {
        self.parse()
    }
}

impl Query for ReportingUnitQuery {
    type Filter = ReportingUnitFilter;
    fn filter(&self) -> Result<ReportingUnitFilter, FieldErrors> {
        self.parse()
    }
}

impl<Q: Query, C: ExportField> ExportIn<Q, C> {
    /// Validates the request. Exactly one of `filter` and `ids` is required; without `columns`, all
    /// columns are exported.
    ///
    /// # Errors
    /// Returns the errors of all invalid fields.
    pub fn checked(self) -> Result<ExportRequest<Q::Filter, C>, FieldErrors> {
        let Self {
            filter,
            ids,
            columns,
            format,
        } = self;
        let mut errors = FieldErrors::default();
        let rows = wanted(filter, ids, &mut errors);
        let columns = chosen(columns, &mut errors);
        match rows {
            Some(rows) if errors.is_empty() => Ok(ExportRequest {
                rows,
                columns,
                format,
            }),
            _ => Err(errors),
        }
    }
}

fn wanted<Q: Query>(
    filter: Option<Q>,
    ids: Option<Vec<i64>>,
    errors: &mut FieldErrors,
) -> Option<ExportSelection<Q::Filter>> {
    match (filter, ids) {
        (Some(query), None) => match query.filter() {
            Ok(filter) => Some(ExportSelection::Filter(filter)),
            Err(found) => {
                for FieldError { pointer, detail } in found.0 {
                    errors.push(format!("/filter{pointer}"), detail);
                }
                None
            }
        },
        (None, Some(ids)) => keys(ids, errors).map(ExportSelection::Ids),
        (Some(_), Some(_)) => {
            errors.push("/ids", "filter 与 ids 只能给一个");
            None
        }
        (None, None) => {
            errors.push(
                "/filter",
                "请用 filter 给出条件，或用 ids 给出所选的行；filter 为 {} 时导出全部",
            );
            None
        }
    }
}

fn keys(ids: Vec<i64>, errors: &mut FieldErrors) -> Option<Vec<i64>> {
    if ids.is_empty() {
        errors.push("/ids", "请至少选择一行");
        return None;
    }
    if ids.len() > MAX_EXPORT_IDS {
        errors.push(
            "/ids",
            format!("一次最多选择 {MAX_EXPORT_IDS} 行，更多的请用筛选条件导出"),
        );
        return None;
    }
    let mut seen = BTreeSet::new();
    Some(ids.into_iter().filter(|&id| seen.insert(id)).collect())
}

fn chosen<C: ExportField>(columns: Option<Vec<C>>, errors: &mut FieldErrors) -> Vec<C> {
    let Some(columns) = columns else {
        return C::ALL.to_vec();
    };
    if columns.is_empty() {
        errors.push("/columns", "请至少选择一列；不给 columns 时导出全部列");
    }
    for (at, column) in columns.iter().enumerate() {
        if columns[..at].contains(column) {
            errors.push(
                format!("/columns/{at}"),
                format!("“{}”已经选过，每列只能选一次", column.label()),
            );
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::super::{ExportColumn, UnitColumn};
    use super::*;

    type In = ExportIn<AccountQuery, ExportColumn>;

    fn refused(input: In) -> Vec<String> {
        let errors = input.checked().unwrap_err();
        errors.0.into_iter().map(|e| e.pointer).collect()
    }

    #[test]
    fn all_columns_of_everything_are_what_an_empty_filter_asks_for() {
        let input: In = serde_json::from_str(r#"{"filter": {}}"#).unwrap();
        let order = input.checked().unwrap();
        assert_eq!(order.columns, ExportColumn::ALL);
        assert_eq!(order.format, ExportFormat::Xlsx);
        assert!(matches!(order.rows, ExportSelection::Filter(_)));
        assert!(ExportColumn::ALL.len() >= 20);
    }

    #[test]
    fn a_key_that_is_sent_twice_is_one_row() {
        let input: ExportIn<ReportingUnitQuery, UnitColumn> =
            serde_json::from_str(r#"{"ids": [3, 1, 3], "format": "csv"}"#).unwrap();
        assert_eq!(
            input.checked().unwrap().rows,
            ExportSelection::Ids(vec![3, 1])
        );
    }

    #[test]
    fn what_cannot_be_is_named() {
        assert_eq!(refused(In::default()), ["/filter"]);
        let both = In {
            filter: Some(AccountQuery::default()),
            ids: Some(vec![1]),
            ..In::default()
        };
        assert_eq!(refused(both), ["/ids"]);
        let many = In {
            ids: Some((0..10_001).collect()),
            columns: Some(vec![
                ExportColumn::Name,
                ExportColumn::Url,
                ExportColumn::Name,
            ]),
            ..In::default()
        };
        assert_eq!(refused(many), ["/ids", "/columns/2"]);
        let none = In {
            ids: Some(vec![]),
            columns: Some(vec![]),
            ..In::default()
        };
        assert_eq!(refused(none), ["/ids", "/columns"]);
        let wrong = In {
            filter: Some(AccountQuery {
                tab: "x".into(),
                ..AccountQuery::default()
            }),
            ..In::default()
        };
        assert_eq!(refused(wrong), ["/filter/tab"]);
    }
}
