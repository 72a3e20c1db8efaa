//! Collection of the cells below the header into rows.

use std::ops::ControlFlow;

use nmrs_domain::import::{EXAMPLE_MARK, ImportColumn, MAX_IMPORT_ROWS, trimmed};

use super::column_positions::ColumnPositions;
use super::merged::{BannerAreas, fill_merged_areas};
use crate::layout::SheetRow;
use crate::read::cell::Cell;
use crate::read::error::ReadError;
use crate::read::headers::layout::Header;
use crate::read::limits::{MAX_CELL_CHARS, MAX_COLUMNS};
use crate::read::source::{Area, column_letters};
use crate::read::text_budget::TextBudget;

/// Example rows kept until the end, because cells merged with them count for the rows below. A
/// sheet has one or two.
const MAX_KEPT_EXAMPLES: usize = 1_000;

/// Receives the cells of a sheet in order and keeps those in titled columns below the header.
pub(crate) struct RowCollector<'h> {
    header: &'h Header,
    positions: ColumnPositions,
    banner_areas: BannerAreas,
    collected: CollectedRows,
    current: Option<SheetRow>,
    /// Account rows, including those beyond the limit, which are not kept.
    account_count: usize,
    pub(crate) text_budget: TextBudget,
    /// Non-empty columns without a title.
    pub(crate) untitled_columns: Vec<u32>,
    /// For each of [`Header::columns`], the number of cells that have lost digits.
    pub(crate) lost_digits: Vec<usize>,
}

#[derive(Debug, Default)]
pub(crate) struct CollectedRows {
    /// The account rows.
    pub(crate) rows: Vec<SheetRow>,
    /// Numbers of the rows that are examples of the template.
    pub(crate) examples: Vec<u32>,
    /// Numbers of the rows that are one text merged across the table.
    pub(crate) banners: Vec<u32>,
}

impl<'h> RowCollector<'h> {
    pub(crate) fn new(header: &'h Header, merged_areas: &[Area]) -> Self {
        let positions = ColumnPositions::new(header);
        Self {
            header,
            banner_areas: BannerAreas::new(merged_areas, &positions),
            positions,
            collected: CollectedRows::default(),
            current: None,
            account_count: 0,
            text_budget: TextBudget::default(),
            untitled_columns: Vec::new(),
            lost_digits: vec![0; header.columns.len()],
        }
    }

    pub(crate) fn add_cell(
        &mut self,
        row: u32,
        column: u32,
        cell: &Cell<'_>,
    ) -> Result<ControlFlow<()>, ReadError> {
        if row <= self.header.row || column >= MAX_COLUMNS {
            return Ok(ControlFlow::Continue(()));
        }
        let Some(position) = self.positions.get(column) else {
            let has_title = u16::try_from(column).is_ok_and(|c| self.header.dropped.contains(&c));
            if !has_title
                && !self.untitled_columns.contains(&column)
                && !trimmed(&cell.text).is_empty()
            {
                self.untitled_columns.push(column);
            }
            return Ok(ControlFlow::Continue(()));
        };
        if self.current.as_ref().is_none_or(|r| r.number != row + 1) {
            self.end_row();
            self.current = Some(SheetRow {
                number: row + 1,
                cells: vec![String::new(); self.header.columns.len()],
            });
        }
        if cell.text.len() > MAX_CELL_CHARS && cell.text.chars().count() > MAX_CELL_CHARS {
            return Err(ReadError::CellTooLong {
                row: row + 1,
                column: column_letters(column),
            });
        }
        self.text_budget.spend(cell.text.len())?;
        self.lost_digits[position] += usize::from(cell.has_lost_digits);
        if let Some(current) = &mut self.current {
            current.cells[position] = cell.text.clone().into_owned();
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Keeps the current row if a column of the template is not empty.
    fn end_row(&mut self) {
        let Some(row) = self.current.take() else {
            return;
        };
        let has_content = self
            .header
            .columns
            .iter()
            .zip(&row.cells)
            .any(|(column, text)| column.column.is_some() && !trimmed(text).is_empty());
        if !has_content {
            return;
        }
        // Only accounts count against the row limit.
        let is_kept = if self.banner_areas.contains(&row, &self.positions) {
            self.collected.banners.push(row.number);
            false
        } else if is_example(self.header, &row) {
            self.collected.examples.push(row.number);
            self.collected.examples.len() <= MAX_KEPT_EXAMPLES
        } else {
            self.account_count += 1;
            self.account_count <= MAX_IMPORT_ROWS
        };
        if is_kept {
            self.collected.rows.push(row);
        }
    }

    /// Returns the rows, with the value of a merged area in each of its cells.
    pub(crate) fn finish(&mut self, merged_areas: &[Area]) -> Result<CollectedRows, ReadError> {
        self.end_row();
        if self.account_count > MAX_IMPORT_ROWS {
            return Err(ReadError::TooManyRows {
                rows: self.account_count,
            });
        }
        let mut collected = std::mem::take(&mut self.collected);
        fill_merged_areas(
            &mut collected.rows,
            merged_areas,
            &self.positions,
            &mut self.text_budget,
        )?;
        let CollectedRows { rows, examples, .. } = &mut collected;
        rows.retain(|row| {
            let is_example = is_example(self.header, row);
            if is_example {
                examples.push(row.number);
            }
            !is_example
        });
        examples.sort_unstable();
        examples.dedup();
        Ok(collected)
    }
}

fn is_example(header: &Header, row: &SheetRow) -> bool {
    header.columns.iter().zip(&row.cells).any(|(column, text)| {
        column.column == Some(ImportColumn::Name) && trimmed(text).starts_with(EXAMPLE_MARK)
    })
}
