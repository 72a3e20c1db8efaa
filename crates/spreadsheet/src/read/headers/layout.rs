//! The columns of a header.

use std::collections::BTreeMap;

use nmrs_domain::import::{ImportColumn, trimmed};

use super::aliases::{column_for_title, column_labels};
use crate::layout::{Layout, LayoutColumn};
use crate::read::limits::MAX_EXTRA_COLUMNS;
use crate::read::source::column_letters;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// The columns with a title, followed by the columns of the template that the sheet lacks.
    pub(crate) columns: Vec<LayoutColumn>,
    /// Number of `columns` that have a title in the sheet.
    pub(crate) titled_count: usize,
    /// Columns with a title beyond [`MAX_EXTRA_COLUMNS`], from left to right.
    pub(crate) dropped: Vec<u16>,
    /// The last row of titles, from 0.
    pub(crate) row: u32,
    /// Required columns without a title.
    pub(crate) missing: Vec<ImportColumn>,
    /// Messages in Chinese about the titles.
    pub(crate) notices: Vec<String>,
}

impl Header {
    /// Assigns columns to titles. If two titles name the same column, the left one gets it.
    pub(super) fn new(titles: &BTreeMap<u32, String>, row: u32) -> Self {
        let mut columns: Vec<LayoutColumn> = Vec::new();
        let (mut ignored, mut duplicate, mut dropped) = (Vec::new(), Vec::new(), Vec::new());
        for (index, title) in titles {
            let title = trimmed(title);
            let Ok(index) = u16::try_from(*index) else {
                break;
            };
            if title.is_empty() {
                continue;
            }
            let recognized = column_for_title(&title);
            let column = recognized.filter(|column| !contains(&columns, *column));
            if column.is_none() {
                let list = if recognized.is_some() {
                    &mut duplicate
                } else {
                    &mut ignored
                };
                list.push(format!(
                    "{}（{} 列）",
                    shorten(&title),
                    column_letters(index.into())
                ));
                if ignored.len() + duplicate.len() > MAX_EXTRA_COLUMNS {
                    dropped.push(index);
                    continue;
                }
            }
            columns.push(LayoutColumn {
                index,
                title,
                column,
            });
        }
        let mut notices = Vec::new();
        if !ignored.is_empty() {
            notices.push(format!(
                "这些列不在模板中，没有读取：{}。",
                join_columns(&ignored)
            ));
        }
        if !duplicate.is_empty() {
            notices.push(format!(
                "这些列与左边的列重复，没有读取：{}。",
                join_columns(&duplicate)
            ));
        }
        let absent: Vec<_> = ImportColumn::ALL
            .into_iter()
            .filter(|column| !contains(&columns, *column))
            .collect();
        let (missing, optional): (Vec<_>, Vec<_>) = absent.iter().partition(|c| c.is_required());
        if !optional.is_empty() {
            notices.push(format!(
                "表格没有这些选填的列，按空白处理：{}。",
                column_labels(optional.into_iter())
            ));
        }
        let titled_count = columns.len();
        let after = columns.last().map_or(0, |last| last.index + 1);
        columns.extend((after..).zip(&absent).map(|(index, column)| LayoutColumn {
            index,
            title: column.label().to_owned(),
            column: Some(*column),
        }));
        Self {
            columns,
            titled_count,
            dropped,
            row,
            missing,
            notices,
        }
    }

    pub(crate) fn to_layout(&self, sheet: String) -> Layout {
        Layout {
            sheet,
            header_row: self.row + 1,
            columns: self.columns.clone(),
        }
    }

    /// Returns true if one of the columns `first..=last` of the sheet belongs to the template.
    pub(crate) fn has_template_column(&self, first: u32, last: u32) -> bool {
        self.columns.iter().take(self.titled_count).any(|column| {
            column.column.is_some() && (first..=last).contains(&u32::from(column.index))
        })
    }
}

fn contains(columns: &[LayoutColumn], column: ImportColumn) -> bool {
    columns.iter().any(|c| c.column == Some(column))
}

/// Joins up to 10 names of columns; of more, it adds their number.
pub(crate) fn join_columns(names: &[String]) -> String {
    const SHOWN: usize = 10;
    let shown = names[..names.len().min(SHOWN)].join("、");
    if names.len() > SHOWN {
        format!("{shown}等 {} 列", names.len())
    } else {
        shown
    }
}

/// Cuts a title to 20 characters.
fn shorten(title: &str) -> String {
    const SHOWN: usize = 20;
    let mut text: String = title
        .chars()
        .take(SHOWN)
        .filter(|c| !c.is_control())
        .collect();
    if title.chars().count() > SHOWN {
        text.push('…');
    }
    text
}
