//! Workbooks of Office Open XML.

use std::io::Cursor;
use std::ops::ControlFlow;

use calamine::{Reader, SheetType, SheetVisible};

use super::book::{Book, Extras, Visit};
use super::cell::Cell;
use super::unreadable::Unreadable;

/// An opened workbook.
pub(super) struct Xlsx<'b> {
    book: calamine::Xlsx<Cursor<&'b [u8]>>,
    sheets: Vec<String>,
    extras: Vec<Extras>,
}

impl<'b> Xlsx<'b> {
    /// Opens a workbook.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let book = calamine::Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        let sheets: Vec<_> = book
            .sheets_metadata()
            .iter()
            .filter(|s| s.typ == SheetType::WorkSheet && s.visible == SheetVisible::Visible)
            .map(|s| s.name.clone())
            .collect();
        let extras = vec![Extras::NONE; sheets.len()];
        Ok(Self {
            book,
            sheets,
            extras,
        })
    }
}

impl Book for Xlsx<'_> {
    fn sheets(&self) -> Vec<String> {
        self.sheets.clone()
    }

    fn visit(&mut self, sheet: usize, visit: &mut Visit<'_>) -> Result<(), Unreadable> {
        let mut cells = self
            .book
            .worksheet_cells_reader(&self.sheets[sheet])
            .map_err(|_| Unreadable::Damaged)?;
        while let Some(cell) = cells.next_cell().map_err(|_| Unreadable::Damaged)? {
            let (row, column) = cell.get_position();
            let Some(cell) = Cell::of_ref(cell.get_value()) else {
                continue;
            };
            if visit(row, column, cell)? == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    fn extras(&self, sheet: usize) -> &Extras {
        &self.extras[sheet]
    }
}
