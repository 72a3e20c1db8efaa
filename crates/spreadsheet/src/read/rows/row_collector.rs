//! From the cells below the titles to rows.

use std::ops::ControlFlow;

use nmrs_domain::import::{EXAMPLE_MARK, ImportColumn, MAX_IMPORT_ROWS, trimmed};

use super::merged::{self, Remarks};
use crate::layout::SheetRow;
use crate::read::cell::Cell;
use crate::read::error::Unreadable;
use crate::read::headers::find::Header;
use crate::read::limits::{MAX_CELL_CHARS, MAX_COLUMNS, TextBudget};
use crate::read::source::{Area, letters};

/// Examples that are kept until the end, for what is merged from them into the rows below. A
/// sheet has one or two.
const KEPT_EXAMPLES: usize = 1_000;

/// Takes the cells of a sheet in their order and keeps those that stand below a title.
pub(in crate::read) struct Collector<'h> {
    header: &'h Header,
    places: Places,
    remarks: Remarks,
    collected: Collected,
    current: Option<SheetRow>,
    /// Rows of accounts, also those beyond the limit, which are not kept.
    count: usize,
    pub(in crate::read) text: TextBudget,
    /// Columns without a title in which something stands.
    pub(in crate::read) untitled: Vec<u32>,
    /// How many numbers of a laid out column had lost digits.
    pub(in crate::read) rounded: Vec<usize>,
}

/// What stands below the titles.
#[derive(Debug, Default)]
pub(in crate::read) struct Collected {
    /// The rows of accounts.
    pub(in crate::read) rows: Vec<SheetRow>,
    /// Numbers of the rows that are examples of the template.
    pub(in crate::read) examples: Vec<u32>,
    /// Numbers of the rows that are remarks across the table.
    pub(in crate::read) remarks: Vec<u32>,
}

impl<'h> Collector<'h> {
    /// For a sheet with these titles and merged cells.
    pub(in crate::read) fn new(header: &'h Header, merged: &[Area]) -> Self {
        let places = Places::of(header);
        Self {
            header,
            remarks: Remarks::of(merged, &places),
            places,
            collected: Collected::default(),
            current: None,
            count: 0,
            text: TextBudget::default(),
            untitled: Vec::new(),
            rounded: vec![0; header.columns.len()],
        }
    }

    /// Takes a cell.
    pub(in crate::read) fn take(
        &mut self,
        row: u32,
        column: u32,
        cell: &Cell<'_>,
    ) -> Result<ControlFlow<()>, Unreadable> {
        if row <= self.header.row || column >= MAX_COLUMNS {
            return Ok(ControlFlow::Continue(()));
        }
        let Some(place) = self.places.of_column(column) else {
            let has_title = u16::try_from(column).is_ok_and(|c| self.header.left_out.contains(&c));
            if !has_title && !self.untitled.contains(&column) && !trimmed(&cell.text).is_empty() {
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
        self.text.take(cell.text.len())?;
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
        // What is no account is told apart here already: it must not take the place of one.
        let keeps = if self.remarks.has(&row, &self.places) {
            self.collected.remarks.push(row.row);
            false
        } else if is_example(self.header, &row) {
            self.collected.examples.push(row.row);
            self.collected.examples.len() <= KEPT_EXAMPLES
        } else {
            self.count += 1;
            self.count <= MAX_IMPORT_ROWS
        };
        if keeps {
            self.collected.rows.push(row);
        }
    }

    /// What was collected, with the value of merged cells in each of them.
    pub(in crate::read) fn finish(&mut self, merged: &[Area]) -> Result<Collected, Unreadable> {
        self.end_row();
        if self.count > MAX_IMPORT_ROWS {
            return Err(Unreadable::TooManyRows { rows: self.count });
        }
        let mut collected = std::mem::take(&mut self.collected);
        merged::spread(&mut collected.rows, merged, &self.places, &mut self.text)?;
        let Collected { rows, examples, .. } = &mut collected;
        rows.retain(|row| {
            let example = is_example(self.header, row);
            if example {
                examples.push(row.row);
            }
            !example
        });
        examples.sort_unstable();
        examples.dedup();
        Ok(collected)
    }
}

/// Whether a row is the example of the template.
fn is_example(header: &Header, row: &SheetRow) -> bool {
    header.columns.iter().zip(&row.cells).any(|(column, text)| {
        column.column == Some(ImportColumn::Name) && trimmed(text).starts_with(EXAMPLE_MARK)
    })
}

/// The place of each column of the sheet among the laid out ones.
pub(in crate::read) struct Places(Vec<Option<usize>>);

impl Places {
    fn of(header: &Header) -> Self {
        let mut places = vec![None; MAX_COLUMNS as usize];
        // What stands right of the titles is not of the columns that the sheet does not have.
        for (place, column) in header.columns.iter().take(header.titled).enumerate() {
            if let Some(slot) = places.get_mut(usize::from(column.at)) {
                *slot = Some(place);
            }
        }
        Self(places)
    }

    /// The place of a column of the sheet.
    pub(in crate::read) fn of_column(&self, column: u32) -> Option<usize> {
        self.0.get(column as usize).copied().flatten()
    }

    /// The places of the columns of an area.
    pub(in crate::read) fn within(&self, area: Area) -> impl Iterator<Item = usize> {
        (area.first_column..=area.last_column.min(MAX_COLUMNS - 1))
            .filter_map(|column| self.of_column(column))
    }
}
