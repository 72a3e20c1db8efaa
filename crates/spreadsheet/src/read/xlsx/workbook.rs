//! The cells of a validated workbook.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::sheet_metadata::{sheet_paths, take_sheet_metadata};
use super::validate::validate;
use crate::read::cell::Cell;
use crate::read::error::ReadError;
use crate::read::limits::MAX_SHEETS;
use crate::read::source::{CellVisitor, SheetMetadata, SheetSource};

/// Characters kept of an error that calamine does not know.
const MAX_ERROR_CHARS: usize = 40;

pub(crate) struct XlsxSource<'b> {
    workbook: Xlsx<Cursor<&'b [u8]>>,
    sheets: Vec<VisibleSheet>,
}

struct VisibleSheet {
    name: String,
    metadata: SheetMetadata,
    /// Cells with an error that calamine does not know, in order.
    unknown_errors: Vec<(u32, u32)>,
}

impl<'b> XlsxSource<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let mut parts = validate(bytes)?;
        let workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsxError::Password => ReadError::PasswordProtected,
            _ => ReadError::Damaged,
        })?;
        let paths = sheet_paths(&parts);
        let mut sheets = Vec::new();
        for (index, sheet) in workbook.sheets_metadata().iter().enumerate() {
            if sheet.typ != SheetType::WorkSheet || sheet.visible != SheetVisible::Visible {
                continue;
            }
            if sheets.len() >= MAX_SHEETS {
                break;
            }
            let path = paths.get(index).cloned().unwrap_or_default();
            let (metadata, unknown_errors) = take_sheet_metadata(&path, &mut parts);
            sheets.push(VisibleSheet {
                name: sheet.name.clone(),
                metadata,
                unknown_errors,
            });
        }
        Ok(Self { workbook, sheets })
    }
}

impl SheetSource for XlsxSource<'_> {
    fn sheet_names(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    fn visit_cells(
        &mut self,
        sheet: usize,
        visitor: &mut CellVisitor<'_>,
    ) -> Result<(), ReadError> {
        let sheet = &self.sheets[sheet];
        let mut unknown_errors = sheet.unknown_errors.iter().copied();
        let mut cells = self
            .workbook
            .worksheet_cells_reader(&sheet.name)
            .map_err(|_| ReadError::Damaged)?;
        let mut last = None;
        loop {
            let next = match cells.next_cell() {
                Ok(Some(cell)) => Ok(cell),
                Ok(None) => return Ok(()),
                // calamine has consumed the cell and can continue with the next one.
                Err(XlsxError::CellError(error)) => Err(error),
                Err(_) => return Err(ReadError::Damaged),
            };
            let (row, column) = match &next {
                Ok(cell) => right_of(last, cell.get_position()),
                // The error does not tell its cell: it is the first noted one after `last`.
                Err(_) => unknown_errors
                    .find(|position| last.is_none_or(|last| *position > last))
                    .ok_or(ReadError::Damaged)?,
            };
            last = Some((row, column));
            let cell = match &next {
                Ok(cell) => Cell::from_calamine(cell.get_value()),
                Err(error) => Some(Cell::text(error_text(error))),
            };
            if let Some(cell) = cell
                && visitor(row, column, cell)?.is_break()
            {
                return Ok(());
            }
        }
    }

    fn metadata(&self, sheet: usize) -> &SheetMetadata {
        &self.sheets[sheet].metadata
    }
}

/// Corrects the position of a cell without reference: calamine does not count a preceding cell
/// with an unknown error, and would report both at one position.
fn right_of(last: Option<(u32, u32)>, (row, column): (u32, u32)) -> (u32, u32) {
    match last {
        Some((last_row, last_column)) if last_row == row => (row, column.max(last_column + 1)),
        _ => (row, column),
    }
}

fn error_text(error: &str) -> String {
    error.trim().chars().take(MAX_ERROR_CHARS).collect()
}
