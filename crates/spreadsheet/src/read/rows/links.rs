//! Where the links of a sheet lead.

use std::collections::BTreeSet;

use nmrs_domain::import::{ImportColumn, has_scheme, trimmed};

use crate::layout::SheetRow;
use crate::read::error::Unreadable;
use crate::read::headers::find::Header;
use crate::read::limits::TextBudget;
use crate::read::rows::notices::Noticed;
use crate::read::source::Link;

/// A link whose text is no address counts by where it leads.
pub(in crate::read) fn follow(
    header: &Header,
    links: &[Link],
    rows: &mut [SheetRow],
    noticed: &mut Noticed,
    text: &mut TextBudget,
) -> Result<(), Unreadable> {
    let Some((place, column)) = header
        .columns
        .iter()
        .enumerate()
        .find(|(_, column)| column.column == Some(ImportColumn::Url))
    else {
        return Ok(());
    };
    let at = u32::from(column.at);
    // Each row has one link, the first one: however often areas overlap, it is looked at once.
    let mut without: BTreeSet<usize> = (0..rows.len()).collect();
    for link in links {
        let area = link.area;
        if !(area.first_column..=area.last_column).contains(&at) || !has_scheme(&link.target) {
            continue;
        }
        let inside: Vec<usize> = without.range(area.of(rows)).copied().collect();
        if inside.is_empty() {
            continue;
        }
        let target = link.address();
        for row in inside {
            without.remove(&row);
            let row = &mut rows[row];
            let shown = trimmed(&row.cells[place]);
            // Over one cell, the link is all there is; over many, nobody sees it in an empty one.
            if shown.is_empty() && area.first_row != area.last_row {
                continue;
            }
            if !has_scheme(&shown) {
                text.take(target.len())?;
                noticed.followed.push(row.row);
                row.cells[place].clone_from(&target);
            } else if bare(&shown) != bare(&target) {
                noticed.differing.push(row.row);
            }
        }
    }
    Ok(())
}

/// An address without what programs add to its end or leave out.
fn bare(address: &str) -> &str {
    address.trim_end_matches(['/', '#'])
}
