use crate::read::headers::layout::Header;
use crate::read::limits::MAX_COLUMNS;
use crate::read::source::Area;

/// Maps columns of the sheet to positions in [`Header::columns`].
pub(super) struct ColumnPositions(Vec<Option<usize>>);

impl ColumnPositions {
    pub(super) fn new(header: &Header) -> Self {
        let mut positions = vec![None; MAX_COLUMNS as usize];
        // The columns after the titled ones are not in the sheet, although they have an index.
        for (position, column) in header.columns.iter().take(header.titled_count).enumerate() {
            if let Some(slot) = positions.get_mut(usize::from(column.index)) {
                *slot = Some(position);
            }
        }
        Self(positions)
    }

    pub(super) fn get(&self, column: u32) -> Option<usize> {
        self.0.get(column as usize).copied().flatten()
    }

    pub(super) fn within(&self, area: Area) -> impl Iterator<Item = usize> {
        (area.first_column..=area.last_column.min(MAX_COLUMNS - 1))
            .filter_map(|column| self.get(column))
    }
}
