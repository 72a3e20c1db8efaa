//! Cells that were merged: remarks across the table, and values that count for several cells.

use crate::layout::SheetRow;
use crate::read::error::Unreadable;
use crate::read::limits::TextBudget;
use crate::read::rows::row_collector::Places;
use crate::read::source::Area;

/// Over how many columns a text stands at least that is a remark.
const WIDE: usize = 4;

/// The areas that may hold a remark, by their first row.
pub(in crate::read) struct Remarks(Vec<Area>);

impl Remarks {
    pub(in crate::read) fn of(merged: &[Area], places: &Places) -> Self {
        let wide = |area: &&Area| places.within(**area).count() >= WIDE;
        let mut areas: Vec<_> = merged.iter().filter(wide).copied().collect();
        areas.sort_by_key(|area| area.first_row);
        Self(areas)
    }

    /// Whether a row is one text merged across the table.
    pub(in crate::read) fn has(&self, row: &SheetRow, places: &Places) -> bool {
        let first = self.0.partition_point(|area| area.first_row + 1 < row.row);
        let here = self.0.iter().skip(first);
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        filled == 1
            && here
                .take_while(|area| area.first_row + 1 == row.row)
                .any(|area| {
                    places
                        .within(*area)
                        .any(|place| !row.cells[place].is_empty())
                })
    }
}

/// Writes the value of merged cells into all of them, where a row has other values too.
///
/// `text` is how many bytes of text there are, with those that are written here.
pub(in crate::read) fn spread(
    rows: &mut [SheetRow],
    merged: &[Area],
    places: &Places,
    text: &mut TextBudget,
) -> Result<(), Unreadable> {
    // Merged cells never overlap, so that no cell is written twice.
    let mut left = rows.iter().map(|row| row.cells.len()).sum::<usize>();
    for area in merged {
        let covered = area.of(rows);
        let Some(anchor) = rows
            .get(covered.start)
            .filter(|row| row.row == area.first_row + 1)
        else {
            continue;
        };
        let Some(value) = places
            .of_column(area.first_column)
            .map(|place| anchor.cells[place].clone())
            .filter(|value| !value.is_empty())
        else {
            continue;
        };
        let inside: Vec<_> = places.within(*area).collect();
        left = left
            .checked_sub(covered.len() * inside.len())
            .ok_or(Unreadable::Suspicious)?;
        for row in &mut rows[covered] {
            for place in &inside {
                if row.cells[*place].is_empty() {
                    text.take(value.len())?;
                    row.cells[*place].clone_from(&value);
                }
            }
        }
    }
    Ok(())
}
