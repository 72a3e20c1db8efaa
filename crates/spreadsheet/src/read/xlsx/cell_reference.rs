//! Parsing of cell references such as `B7` and `A1:C3`.

use crate::read::limits::{SHEET_COLUMNS, SHEET_ROWS};
use crate::read::source::Area;

/// Returns row and column, both from 0, or `None` for a reference outside of a sheet.
pub(super) fn parse_cell(reference: &str) -> Option<(u32, u32)> {
    let split = reference.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = reference.split_at(split);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, b| {
        sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1
    });
    (column <= SHEET_COLUMNS).then_some(())?;
    Some((parse_row(digits)?, column - 1))
}

/// Returns the row from 0, or `None` for a row outside of a sheet.
pub(super) fn parse_row(digits: &str) -> Option<u32> {
    if digits.len() > 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let row: u32 = digits.parse().ok()?;
    (1..=SHEET_ROWS).contains(&row).then(|| row - 1)
}

/// Parses one cell, or two corners with `:` between them.
pub(super) fn parse_area(reference: &str) -> Option<Area> {
    let (from, to) = reference.split_once(':').unwrap_or((reference, reference));
    let ((first_row, first_column), (last_row, last_column)) = (parse_cell(from)?, parse_cell(to)?);
    (first_row <= last_row && first_column <= last_column).then_some(Area {
        first_row,
        last_row,
        first_column,
        last_column,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_outside_of_a_sheet_are_not_parsed() {
        assert_eq!(parse_cell("A1"), Some((0, 0)));
        assert_eq!(parse_cell("xfd1048576"), Some((1_048_575, 16_383)));
        for wrong in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "AAAA1",
            "A1A",
            "A-1",
            "A99999999999",
            "É1",
            "A１",
        ] {
            assert_eq!(parse_cell(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn an_area_runs_from_its_top_left_to_its_bottom_right_cell() {
        let found = parse_area("B2:D9").unwrap();
        assert_eq!((found.first_row, found.last_row), (1, 8));
        assert_eq!((found.first_column, found.last_column), (1, 3));
        assert_eq!(parse_area("C3").unwrap().last_column, 2);
        for wrong in ["D9:B2", "A:C", "1:3", "A1:B2:C3", "A1:"] {
            assert_eq!(parse_area(wrong), None, "{wrong:?}");
        }
    }
}
