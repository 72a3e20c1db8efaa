//! The records of the workbook: shared strings, formats and sheets.

use nmrs_domain::diff::yes_no;

use super::compound_file::read_workbook_stream;
use super::formats::Formats;
use super::record_type;
use super::records::Records;
use super::sheet::{CellValue, SheetCell, SheetLimits, read_sheet};
use super::strings::{shared_strings, short_string};
use crate::read::cell::{Cell, number_or_date};
use crate::read::error::ReadError;
use crate::read::limits::MAX_SHEETS;
use crate::read::source::{CellVisitor, SheetMetadata, SheetSource};

/// Version number of BIFF8.
const BIFF8: u16 = 0x0600;
/// Flags of a hidden sheet; some are not even listed in the menu of hidden sheets.
const HIDDEN: u8 = 0x03;

pub(crate) struct XlsSource {
    shared_strings: Vec<Box<str>>,
    formats: Formats,
    sheets: Vec<VisibleSheet>,
}

struct VisibleSheet {
    name: String,
    cells: Vec<SheetCell>,
    metadata: SheetMetadata,
}

impl XlsSource {
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, ReadError> {
        let stream = read_workbook_stream(bytes)?;
        let mut strings = Vec::new();
        let mut formats = Formats::default();
        let mut visible = Vec::new();
        let mut records = Records::new(&stream, 0);
        let first = records.next()?.ok_or(ReadError::Damaged)?;
        if first.record_type != record_type::BOF {
            return Err(ReadError::UnsupportedFormat {
                format: "Excel 5.0 或更早的表格",
            });
        }
        if first.data.u16(0)? != BIFF8 {
            return Err(ReadError::UnsupportedFormat {
                format: "Excel 95 或更早的表格",
            });
        }
        while let Some(record) = records.next()? {
            let data = record.data;
            match record.record_type {
                record_type::FILE_PASS => return Err(ReadError::PasswordProtected),
                record_type::DATE_1904 => formats.since_1904 = data.u16(0)? == 1,
                record_type::FORMAT => formats.add_number_format(data)?,
                record_type::XF => formats.add_cell_format(data)?,
                record_type::SST => strings = shared_strings(&record, &mut records)?,
                record_type::BOUND_SHEET => {
                    match data.u8(5)? {
                        0 => {}
                        1 => return Err(ReadError::Macros),
                        _ => continue,
                    }
                    if data.u8(4)? & HIDDEN == 0 && visible.len() < MAX_SHEETS {
                        let name = short_string(data.skip(6)?)?;
                        visible.push((data.u32(0)? as usize, name));
                    }
                }
                record_type::EOF => break,
                _ => {}
            }
        }
        let mut limits = SheetLimits::default();
        let mut sheets = Vec::new();
        for (offset, name) in visible {
            let (cells, metadata) = read_sheet(&stream, offset, &mut limits)?;
            sheets.push(VisibleSheet {
                name,
                cells,
                metadata,
            });
        }
        Ok(Self {
            shared_strings: strings,
            formats,
            sheets,
        })
    }

    /// Returns `None` for a shared string that does not exist.
    fn shown_cell<'c>(&'c self, cell: &'c SheetCell) -> Option<Cell<'c>> {
        Some(match &cell.value {
            CellValue::Number(value) => {
                let is_date = self.formats.is_date(cell.format);
                number_or_date(*value, is_date, self.formats.since_1904)
            }
            CellValue::SharedString(index) => {
                Cell::text(&**self.shared_strings.get(*index as usize)?)
            }
            CellValue::Text(text) => Cell::text(&**text),
            CellValue::Bool(value) => Cell::text(yes_no(*value)),
            CellValue::Error(code) => Cell::text(error_text(*code)),
        })
    }
}

impl SheetSource for XlsSource {
    fn sheet_names(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    fn visit_cells(
        &mut self,
        sheet: usize,
        visitor: &mut CellVisitor<'_>,
    ) -> Result<(), ReadError> {
        for cell in &self.sheets[sheet].cells {
            if let Some(shown) = self.shown_cell(cell)
                && visitor(cell.row.into(), cell.column.into(), shown)?.is_break()
            {
                break;
            }
        }
        Ok(())
    }

    fn metadata(&self, sheet: usize) -> &SheetMetadata {
        &self.sheets[sheet].metadata
    }
}

fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
