//! Merged areas: values that count for several cells, and banners across the table.

use super::column_positions::ColumnPositions;
use crate::layout::SheetRow;
use crate::read::error::ReadError;
use crate::read::source::Area;
use crate::read::text_budget::TextBudget;

/// Titled columns that a merged text must span to be a banner.
const MIN_BANNER_COLUMNS: usize = 4;

/// The merged areas that may be banners, by first row.
pub(super) struct BannerAreas(Vec<Area>);

impl BannerAreas {
    pub(super) fn new(merged_areas: &[Area], positions: &ColumnPositions) -> Self {
        let is_wide = |area: &&Area| positions.within(**area).count() >= MIN_BANNER_COLUMNS;
        let mut areas: Vec<_> = merged_areas.iter().filter(is_wide).copied().collect();
        areas.sort_by_key(|area| area.first_row);
        Self(areas)
    }

    /// Returns true if the only text of a row is merged across the table.
    pub(super) fn contains(&self, row: &SheetRow, positions: &ColumnPositions) -> bool {
        let first = self
            .0
            .partition_point(|area| area.first_row + 1 < row.number);
        let areas = self.0.iter().skip(first);
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        filled == 1
            && areas
                .take_while(|area| area.first_row + 1 == row.number)
                .any(|area| {
                    positions
                        .within(*area)
                        .any(|position| !row.cells[position].is_empty())
                })
    }
}

/// Copies the value of each merged area into its empty cells. Rows that are not in `rows` are not
/// added.
pub(super) fn fill_merged_areas(
    rows: &mut [SheetRow],
    merged_areas: &[Area],
    positions: &ColumnPositions,
    text_budget: &mut TextBudget,
) -> Result<(), ReadError> {
    // Merged areas never overlap in a valid file, so all of them cover at most every cell once.
    let mut cells_left = rows.iter().map(|row| row.cells.len()).sum::<usize>();
    for area in merged_areas {
        let covered = area.covered_rows(rows);
        let Some(first_row) = rows
            .get(covered.start)
            .filter(|row| row.number == area.first_row + 1)
        else {
            continue;
        };
        let Some(value) = positions
            .get(area.first_column)
            .map(|position| first_row.cells[position].clone())
            .filter(|value| !value.is_empty())
        else {
            continue;
        };
        let covered_positions: Vec<_> = positions.within(*area).collect();
        cells_left = cells_left
            .checked_sub(covered.len() * covered_positions.len())
            .ok_or(ReadError::Suspicious)?;
        for row in &mut rows[covered] {
            for position in &covered_positions {
                if row.cells[*position].is_empty() {
                    text_budget.spend(value.len())?;
                    row.cells[*position].clone_from(&value);
                }
            }
        }
    }
    Ok(())
}
