//! The common interface of the format readers.

use std::ops::{ControlFlow, Range};
use std::rc::Rc;

use super::cell::Cell;
use super::error::ReadError;
use crate::layout::SheetRow;

/// Receives row and column, both from 0, and the content of a cell.
pub(crate) type CellVisitor<'v> =
    dyn FnMut(u32, u32, Cell<'_>) -> Result<ControlFlow<()>, ReadError> + 'v;

/// An opened file with one or more sheets.
pub(crate) trait SheetSource {
    /// Returns the names of the visible worksheets.
    fn sheet_names(&self) -> Vec<String>;

    /// Visits the non-empty cells of a sheet, row by row and from left to right, until `visitor`
    /// breaks.
    fn visit_cells(&mut self, sheet: usize, visitor: &mut CellVisitor<'_>)
    -> Result<(), ReadError>;

    fn metadata(&self, sheet: usize) -> &SheetMetadata;
}

/// The content of a sheet other than cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SheetMetadata {
    /// First and last of consecutive rows that are hidden or filtered out, in order.
    pub(crate) hidden_rows: Vec<(u32, u32)>,
    pub(crate) merged_areas: Vec<Area>,
    /// Formulas without a result: row, first and last of consecutive columns, in order.
    pub(crate) unresolved_formulas: Vec<(u32, u32, u32)>,
    /// Links to an external address.
    pub(crate) links: Vec<Link>,
}

impl SheetMetadata {
    pub(crate) const EMPTY: Self = Self {
        hidden_rows: Vec::new(),
        merged_areas: Vec::new(),
        unresolved_formulas: Vec::new(),
        links: Vec::new(),
    };

    /// Returns true if a row, counted from 0, is hidden or filtered out.
    pub(crate) fn is_hidden(&self, row: u32) -> bool {
        let after = self.hidden_rows.partition_point(|(first, _)| *first <= row);
        after > 0 && self.hidden_rows[after - 1].1 >= row
    }
}

/// A rectangle of cells. Rows and columns count from 0, bounds are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) first_column: u32,
    pub(crate) last_column: u32,
}

impl Area {
    /// Returns the range of `rows`, which are in order, that the area covers.
    pub(crate) fn covered_rows(self, rows: &[SheetRow]) -> Range<usize> {
        let first = rows.partition_point(|row| row.number <= self.first_row);
        let end = rows.partition_point(|row| row.number <= self.last_row.saturating_add(1));
        first..end.max(first)
    }
}

/// A link and the cells that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) area: Area,
    /// Address without fragment; many links may share it.
    pub(crate) target: Rc<str>,
    /// Fragment, which spreadsheet programs store separately, with or without its `#`.
    pub(crate) location: String,
}

impl Link {
    pub(crate) fn url(&self) -> String {
        let target = &*self.target;
        let fragment = self.location.strip_prefix('#').unwrap_or(&self.location);
        if fragment.is_empty() {
            target.to_owned()
        } else {
            format!("{}#{fragment}", target.trim_end_matches('#'))
        }
    }
}

/// Returns the letters of a column: 0 is A, 26 is AA.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(
            b'A' + u8::try_from(rest % 26).unwrap_or_default(),
        ));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_that_programs_show() {
        for (column, expected) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (16_383, "XFD"),
        ] {
            assert_eq!(column_letters(column), expected);
        }
    }

    #[test]
    fn only_rows_inside_a_hidden_range_are_hidden() {
        let metadata = SheetMetadata {
            hidden_rows: vec![(2, 2), (5, 9)],
            ..SheetMetadata::EMPTY
        };
        let hidden: Vec<_> = (0..12).filter(|row| metadata.is_hidden(*row)).collect();
        assert_eq!(hidden, [2, 5, 6, 7, 8, 9]);
    }
}
