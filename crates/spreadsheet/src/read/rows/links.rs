//! Use of link targets as values of the link column.

use std::collections::BTreeSet;

use nmrs_domain::import::{ImportColumn, has_scheme, trimmed};

use super::notices::RowNotices;
use crate::layout::SheetRow;
use crate::read::error::ReadError;
use crate::read::headers::layout::Header;
use crate::read::source::Link;
use crate::read::text_budget::TextBudget;

/// Replaces text in the link column that is not a URL by the target of its link.
pub(crate) fn apply_links(
    header: &Header,
    links: &[Link],
    rows: &mut [SheetRow],
    notices: &mut RowNotices,
    text_budget: &mut TextBudget,
) -> Result<(), ReadError> {
    let Some((position, column)) = header
        .columns
        .iter()
        .enumerate()
        .find(|(_, column)| column.column == Some(ImportColumn::Url))
    else {
        return Ok(());
    };
    let index = u32::from(column.index);
    // The first link of a row counts. Each row is looked at once, however many areas overlap.
    let mut remaining: BTreeSet<usize> = (0..rows.len()).collect();
    for link in links {
        let area = link.area;
        if !(area.first_column..=area.last_column).contains(&index) || !has_scheme(&link.target) {
            continue;
        }
        let covered: Vec<usize> = remaining.range(area.covered_rows(rows)).copied().collect();
        if covered.is_empty() {
            continue;
        }
        let url = link.url();
        for row in covered {
            remaining.remove(&row);
            let row = &mut rows[row];
            let shown = trimmed(&row.cells[position]);
            // A link over many rows is not visible in the empty ones.
            if shown.is_empty() && area.first_row != area.last_row {
                continue;
            }
            if !has_scheme(&shown) {
                text_budget.spend(url.len())?;
                notices.link_targets_used.push(row.number);
                row.cells[position].clone_from(&url);
            } else if without_trailing_marks(&shown) != without_trailing_marks(&url) {
                notices.differing_links.push(row.number);
            }
        }
    }
    Ok(())
}

/// Removes trailing `/` and `#`, which spreadsheet programs add or omit.
fn without_trailing_marks(url: &str) -> &str {
    url.trim_end_matches(['/', '#'])
}
