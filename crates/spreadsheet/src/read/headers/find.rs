//! Finding the row with the titles.

use std::collections::BTreeMap;

use nmrs_domain::import::{ImportColumn, TEMPLATE_VERSION, trimmed};

use crate::layout::{LaidColumn, Layout};
use crate::read::headers::aliases::{column_of, names};
use crate::read::limits::MAX_EXTRA_COLUMNS;
use crate::read::source::letters;

/// The text of the first rows of a sheet: row and column from 0.
pub(in crate::read) type Head = BTreeMap<u32, BTreeMap<u32, String>>;

/// What stands in front of the number in the template's first row.
const VERSION_MARK: &str = "模板版本";

/// Titles that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Header {
    /// The columns with a title, and after them the others of the template.
    pub(in crate::read) columns: Vec<LaidColumn>,
    /// How many of them the sheet has.
    pub(in crate::read) titled: usize,
    /// Columns with a title beyond those that are kept, from left to right.
    pub(in crate::read) left_out: Vec<u16>,
    /// The last row with titles, from 0.
    pub(in crate::read) row: u32,
    /// Required columns without a title.
    pub(in crate::read) missing: Vec<ImportColumn>,
    /// What the user should know about the titles.
    pub(in crate::read) notices: Vec<String>,
}

impl Header {
    /// Where everything stands, of a sheet of this name.
    pub(in crate::read) fn layout(&self, sheet: String) -> Layout {
        Layout {
            sheet,
            header_row: self.row + 1,
            columns: self.columns.clone(),
        }
    }

    /// Whether one of these columns of the sheet is of the template.
    pub(in crate::read) fn has_known(&self, first: u32, last: u32) -> bool {
        self.columns
            .iter()
            .take(self.titled)
            .any(|column| column.column.is_some() && (first..=last).contains(&u32::from(column.at)))
    }

    /// How many columns of the template have a title.
    fn known(&self) -> usize {
        ImportColumn::ALL.len() - self.missing.len()
    }
}

/// The titles of a sheet, if some of its first rows has them.
pub(in crate::read) fn find(head: &Head) -> Option<Header> {
    let (row, _) = head
        .iter()
        .map(|(row, cells)| (*row, known(cells.values())))
        // The upper one of two equals.
        .rev()
        .max_by_key(|(_, known)| known.len())
        .filter(|(_, known)| known.iter().filter(|c| c.is_required()).count() >= 2)?;
    let above = head.get(&row)?;
    let below = head.get(&(row + 1)).filter(|below| is_second_row(below));
    let mut titles = above.clone();
    if let Some(below) = below {
        titles.extend(below.iter().map(|(at, title)| (*at, title.clone())));
    }
    let mut header = lay_out(&titles, row + u32::from(below.is_some()));
    if below.is_some() {
        header
            .notices
            .push("表头有两行，是旧版模板。内容已读取；下次请下载最新模板填写。".to_owned());
    } else if let Some(version) = version(head, row).filter(|v| *v != TEMPLATE_VERSION) {
        header.notices.push(format!(
            "这是版本 {version} 的模板，现行版本是 {TEMPLATE_VERSION}。内容已读取；下次请下载最新模板填写。"
        ));
    }
    Some(header)
}

/// The columns that a row of titles names.
fn known<'t>(titles: impl Iterator<Item = &'t String>) -> Vec<ImportColumn> {
    let mut known: Vec<_> = titles.filter_map(|title| column_of(title)).collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// Whether a row divides groups of the titles above it: all that stands in it are titles.
fn is_second_row(cells: &BTreeMap<u32, String>) -> bool {
    cells.len() >= 2 && cells.values().all(|title| column_of(title).is_some())
}

/// Gives each title its column; the first one of two with the same meaning wins.
fn lay_out(titles: &BTreeMap<u32, String>, row: u32) -> Header {
    let mut columns: Vec<LaidColumn> = Vec::new();
    let (mut ignored, mut twice, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    for (at, title) in titles {
        let title = trimmed(title);
        let Ok(at) = u16::try_from(*at) else { break };
        if title.is_empty() {
            continue;
        }
        let meant = column_of(&title);
        let is_new = |meant| columns.iter().all(|c: &LaidColumn| c.column != Some(meant));
        let column = meant.filter(|meant| is_new(*meant));
        if column.is_none() {
            let list = if meant.is_some() {
                &mut twice
            } else {
                &mut ignored
            };
            list.push(format!(
                "{}（{} 列）",
                shortened(&title),
                letters(at.into())
            ));
            if ignored.len() + twice.len() > MAX_EXTRA_COLUMNS {
                left_out.push(at);
                continue;
            }
        }
        columns.push(LaidColumn { at, title, column });
    }
    let mut notices = Vec::new();
    if !ignored.is_empty() {
        notices.push(format!(
            "这些列不在模板中，没有读取：{}。",
            listed(&ignored)
        ));
    }
    if !twice.is_empty() {
        notices.push(format!(
            "这些列与左边的列重复，没有读取：{}。",
            listed(&twice)
        ));
    }
    let absent: Vec<_> = ImportColumn::ALL
        .into_iter()
        .filter(|column| columns.iter().all(|c| c.column != Some(*column)))
        .collect();
    let (missing, optional): (Vec<_>, Vec<_>) = absent.iter().partition(|c| c.is_required());
    if !optional.is_empty() {
        notices.push(format!(
            "表格没有这些选填的列，按空白处理：{}。",
            names(optional.into_iter())
        ));
    }
    let present = columns.len();
    let after = columns.last().map_or(0, |last| last.at + 1);
    columns.extend((after..).zip(&absent).map(|(at, column)| LaidColumn {
        at,
        title: column.label().to_owned(),
        column: Some(*column),
    }));
    Header {
        columns,
        titled: present,
        left_out,
        row,
        missing,
        notices,
    }
}

/// The version that a row above the titles names.
fn version(head: &Head, header_row: u32) -> Option<u32> {
    head.range(..header_row)
        .flat_map(|(_, cells)| cells.values())
        .find_map(|text| {
            let (_, after) = text.split_once(VERSION_MARK)?;
            let digits: String = after
                .chars()
                .skip_while(|c| !c.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .take(6)
                .collect();
            digits.parse().ok()
        })
}

/// Of the headers of several sheets, the place of the best one: a complete one rather than one
/// that is not, otherwise the first one with the most titles.
pub(in crate::read) fn best(headers: &[(usize, Header)]) -> Option<&(usize, Header)> {
    headers
        .iter()
        .rev()
        .max_by_key(|(_, header)| (header.missing.is_empty(), header.known()))
}

/// Some items and how many more there are.
pub(in crate::read) fn listed(items: &[String]) -> String {
    const SHOWN: usize = 10;
    let shown = items[..items.len().min(SHOWN)].join("、");
    if items.len() > SHOWN {
        format!("{shown}等 {} 列", items.len())
    } else {
        shown
    }
}

/// The beginning of a title.
fn shortened(title: &str) -> String {
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
