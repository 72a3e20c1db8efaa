//! From the cells below the titles to rows.

use std::ops::ControlFlow;

use nmrs_domain::import::{MAX_IMPORT_ROWS, trimmed};

use super::book::{Area, letters};
use super::cell::Cell;
use super::header::Header;
use super::limits::{MAX_CELL_CHARS, MAX_COLUMNS, MAX_TEXT_BYTES};
use super::unreadable::Unreadable;
use crate::layout::SheetRow;

/// Takes the cells of a sheet in their order and keeps those that stand below a title.
pub(super) struct Collector<'h> {
    header: &'h Header,
    /// The place of each column of the sheet among the laid out ones.
    places: Vec<Option<usize>>,
    rows: Vec<SheetRow>,
    current: Option<SheetRow>,
    /// Rows with something in them, also those beyond the limit, which are not kept.
    count: usize,
    text: usize,
    /// Columns without a title in which something stands.
    pub(super) untitled: Vec<u32>,
    /// How many numbers of a laid out column had lost digits.
    pub(super) rounded: Vec<usize>,
}

impl<'h> Collector<'h> {
    pub(super) fn new(header: &'h Header) -> Self {
        let mut places = vec![None; MAX_COLUMNS as usize];
        for (place, column) in header.columns.iter().enumerate() {
            if let Some(slot) = places.get_mut(usize::from(column.at)) {
                *slot = Some(place);
            }
        }
        Self {
            header,
            places,
            rows: Vec::new(),
            current: None,
            count: 0,
            text: 0,
            untitled: Vec::new(),
            rounded: vec![0; header.columns.len()],
        }
    }

    /// Takes a cell.
    pub(super) fn take(
        &mut self,
        row: u32,
        column: u32,
        cell: &Cell<'_>,
    ) -> Result<ControlFlow<()>, Unreadable> {
        if row <= self.header.row || column >= MAX_COLUMNS {
            return Ok(ControlFlow::Continue(()));
        }
        let Some(place) = self.places[column as usize] else {
            if !self.untitled.contains(&column) && !trimmed(&cell.text).is_empty() {
                self.untitled.push(column);
            }
            return Ok(ControlFlow::Continue(()));
        };
        if self.current.as_ref().is_none_or(|r| r.row != row + 1) {
            self.end_row();
            self.current = Some(SheetRow {
                row: row + 1,
                cells: vec![String::new(); self.header.columns.len()],
            });
        }
        if cell.text.len() > MAX_CELL_CHARS && cell.text.chars().count() > MAX_CELL_CHARS {
            return Err(Unreadable::CellTooLong {
                row: row + 1,
                column: letters(column),
            });
        }
        self.text += cell.text.len();
        if self.text > MAX_TEXT_BYTES {
            return Err(Unreadable::TooMuchText);
        }
        self.rounded[place] += usize::from(cell.rounded);
        if let Some(current) = &mut self.current {
            current.cells[place] = cell.text.clone().into_owned();
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Keeps the row if something stands in a column of the template.
    fn end_row(&mut self) {
        let Some(row) = self.current.take() else {
            return;
        };
        let says_something = self
            .header
            .columns
            .iter()
            .zip(&row.cells)
            .any(|(column, text)| column.column.is_some() && !trimmed(text).is_empty());
        if !says_something {
            return;
        }
        self.count += 1;
        if self.count <= MAX_IMPORT_ROWS + 1 {
            self.rows.push(row);
        }
    }

    /// The rows, with the value of merged cells in each of them, and numbers of the rows that were
    /// remarks across the table.
    pub(super) fn finish(
        &mut self,
        merged: &[Area],
    ) -> Result<(Vec<SheetRow>, Vec<u32>), Unreadable> {
        self.end_row();
        let mut rows = std::mem::take(&mut self.rows);
        let remarks = self.take_remarks(&mut rows, merged);
        if self.count - remarks.len() > MAX_IMPORT_ROWS {
            // One may be the example, which does not count.
            let example = rows
                .first()
                .is_some_and(|row| super::is_example(self.header, row));
            let count = self.count - remarks.len() - usize::from(example);
            if count > MAX_IMPORT_ROWS {
                return Err(Unreadable::TooManyRows { rows: count });
            }
        }
        self.spread(&mut rows, merged)?;
        Ok((rows, remarks))
    }

    /// Takes out the rows that are one text merged across the table.
    fn take_remarks(&self, rows: &mut Vec<SheetRow>, merged: &[Area]) -> Vec<u32> {
        const WIDE: usize = 4;
        let mut remarks = Vec::new();
        for area in merged {
            let Ok(at) = rows.binary_search_by_key(&(area.first_row.saturating_add(1)), |r| r.row)
            else {
                continue;
            };
            let inside = self.places_in(*area);
            let filled = |place: usize| !rows[at].cells[place].is_empty();
            let outside = (0..self.header.columns.len())
                .any(|place| !inside.contains(&place) && filled(place));
            if inside.len() >= WIDE
                && !outside
                && inside.iter().filter(|p| filled(**p)).count() == 1
            {
                remarks.push(rows.remove(at).row);
            }
        }
        remarks
    }

    /// The laid out columns of an area.
    fn places_in(&self, area: Area) -> Vec<usize> {
        (area.first_column..=area.last_column.min(MAX_COLUMNS - 1))
            .filter_map(|column| self.places[column as usize])
            .collect()
    }

    /// Writes the value of merged cells into all of them, where a row has other values too.
    fn spread(&mut self, rows: &mut [SheetRow], merged: &[Area]) -> Result<(), Unreadable> {
        // Merged cells never overlap, so that no cell is written twice.
        let mut left = rows.len() * self.header.columns.len();
        for area in merged {
            let places = self.places_in(*area);
            let from = rows.partition_point(|row| row.row <= area.first_row);
            let to = rows.partition_point(|row| row.row <= area.last_row.saturating_add(1));
            let Some(anchor) = rows.get(from).filter(|row| row.row == area.first_row + 1) else {
                continue;
            };
            let Some(value) = self.places[..]
                .get(area.first_column as usize)
                .copied()
                .flatten()
                .map(|place| anchor.cells[place].clone())
                .filter(|value| !value.is_empty())
            else {
                continue;
            };
            left = left
                .checked_sub((to - from) * places.len())
                .ok_or(Unreadable::Suspicious)?;
            for row in &mut rows[from..to] {
                for place in &places {
                    if row.cells[*place].is_empty() {
                        self.text += value.len();
                        if self.text > MAX_TEXT_BYTES {
                            return Err(Unreadable::TooMuchText);
                        }
                        row.cells[*place].clone_from(&value);
                    }
                }
            }
        }
        Ok(())
    }
}
