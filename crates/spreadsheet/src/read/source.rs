//! What the readers of the formats have in common.

use std::ops::{ControlFlow, Range};
use std::rc::Rc;

use crate::layout::SheetRow;
use crate::read::cell::Cell;
use crate::read::error::Unreadable;

/// Called for each cell that is not empty, by row and within it by column, both from 0.
pub(super) type Visit<'v> =
    dyn FnMut(u32, u32, Cell<'_>) -> Result<ControlFlow<()>, Unreadable> + 'v;

/// An opened file.
pub(super) trait Book {
    /// The names of its sheets that are shown and have cells.
    fn sheets(&self) -> Vec<String>;

    /// Goes through the cells of a sheet until `visit` breaks.
    fn visit(&mut self, sheet: usize, visit: &mut Visit<'_>) -> Result<(), Unreadable>;

    /// What a sheet has besides cells.
    fn extras(&self, sheet: usize) -> &Extras;
}

/// What a sheet has besides cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Extras {
    /// Rows that are hidden or filtered out, from and to, in order.
    pub(super) hidden: Vec<(u32, u32)>,
    /// Merged cells.
    pub(super) merged: Vec<Area>,
    /// Formulas without a result, as their row and the first and last of columns side by side, in
    /// order.
    pub(super) unresolved: Vec<(u32, u32, u32)>,
    /// Links of the web.
    pub(super) links: Vec<Link>,
}

impl Extras {
    /// Nothing besides cells.
    pub(super) const NONE: Self = Self {
        hidden: Vec::new(),
        merged: Vec::new(),
        unresolved: Vec::new(),
        links: Vec::new(),
    };

    /// Whether a row is hidden.
    pub(super) fn hides(&self, row: u32) -> bool {
        let after = self.hidden.partition_point(|(from, _)| *from <= row);
        after > 0 && self.hidden[after - 1].1 >= row
    }
}

/// Some cells, from the first to the last row and column, both from 0 and included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    pub(super) first_column: u32,
    pub(super) last_column: u32,
}

impl Area {
    /// Which of some rows, in their order, it covers.
    pub(super) fn of(self, rows: &[SheetRow]) -> Range<usize> {
        let from = rows.partition_point(|row| row.row <= self.first_row);
        let to = rows.partition_point(|row| row.row <= self.last_row.saturating_add(1));
        from..to.max(from)
    }
}

/// A link and the cells that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) area: Area,
    /// The address, which many links may have in common.
    pub(super) target: Rc<str>,
    /// The place within, which programs store apart, with or without its `#`.
    pub(super) within: String,
}

impl Link {
    /// Where it leads.
    pub(super) fn address(&self) -> String {
        let target = &*self.target;
        let within = self.within.strip_prefix('#').unwrap_or(&self.within);
        if within.is_empty() {
            target.to_owned()
        } else {
            format!("{}#{within}", target.trim_end_matches('#'))
        }
    }
}

/// The letters of a column: 0 is A, 26 is AA.
pub(super) fn letters(column: u32) -> String {
    let mut out = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        out.push(char::from(
            b'A' + u8::try_from(rest % 26).unwrap_or_default(),
        ));
        rest /= 26;
    }
    out.iter().rev().collect()
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
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn a_row_is_hidden_within_its_stretch_only() {
        let extras = Extras {
            hidden: vec![(2, 2), (5, 9)],
            ..Extras::NONE
        };
        let hidden: Vec<_> = (0..12).filter(|row| extras.hides(*row)).collect();
        assert_eq!(hidden, [2, 5, 6, 7, 8, 9]);
    }
}
