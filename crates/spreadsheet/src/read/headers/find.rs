//! Search for the header row.

use std::collections::BTreeMap;

use nmrs_domain::import::{ImportColumn, TEMPLATE_VERSION};

use super::aliases::column_for_title;
use super::layout::Header;

/// Text of the first rows of a sheet by row and column, both from 0.
pub(crate) type FirstRows = BTreeMap<u32, BTreeMap<u32, String>>;

/// Precedes the version number in the first row of a template.
const VERSION_MARK: &str = "模板版本";

/// Finds the row with the most titles of the template. At least two of them must be required ones.
pub(crate) fn find_header(rows: &FirstRows) -> Option<Header> {
    let (row, _) = rows
        .iter()
        .map(|(row, cells)| (*row, recognized_columns(cells.values())))
        // `max_by_key` takes the last of several maxima: prefer the upper row.
        .rev()
        .max_by_key(|(_, columns)| columns.len())
        .filter(|(_, columns)| columns.iter().filter(|c| c.is_required()).count() >= 2)?;
    let mut titles = rows.get(&row)?.clone();
    let second = rows.get(&(row + 1)).filter(|cells| is_second_row(cells));
    if let Some(second) = second {
        titles.extend(
            second
                .iter()
                .map(|(column, title)| (*column, title.clone())),
        );
    }
    let mut header = Header::new(&titles, row + u32::from(second.is_some()));
    if second.is_some() {
        header
            .notices
            .push("表头有两行，是旧版模板。内容已读取；下次请下载最新模板填写。".to_owned());
    } else if let Some(version) = template_version(rows, row).filter(|v| *v != TEMPLATE_VERSION) {
        header.notices.push(format!(
            "这是版本 {version} 的模板，现行版本是 {TEMPLATE_VERSION}。内容已读取；下次请下载最新模板填写。"
        ));
    }
    Some(header)
}

/// Returns the header with the fewest missing columns, the first one of several.
pub(crate) fn best_header(headers: &[(usize, Header)]) -> Option<&(usize, Header)> {
    headers
        .iter()
        .min_by_key(|(_, header)| header.missing.len())
}

fn recognized_columns<'t>(titles: impl Iterator<Item = &'t String>) -> Vec<ImportColumn> {
    let mut columns: Vec<_> = titles.filter_map(|title| column_for_title(title)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// Returns true if a row subdivides the titles above it: all of its cells are titles.
fn is_second_row(cells: &BTreeMap<u32, String>) -> bool {
    cells.len() >= 2
        && cells
            .values()
            .all(|title| column_for_title(title).is_some())
}

/// Returns the template version named above the header.
fn template_version(rows: &FirstRows, header_row: u32) -> Option<u32> {
    rows.range(..header_row)
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
