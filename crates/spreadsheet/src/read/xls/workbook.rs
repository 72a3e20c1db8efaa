use nmrs_domain::diff::yes_no;

use super::formats::Formats;
use super::records::Records;
use super::sheet::{self, Place, Value};
use super::{compound_file, strings};
use crate::read::cell::{Cell, number_or_date};
use crate::read::error::Unreadable;
use crate::read::limits::MAX_SHEETS;
use crate::read::source::{Book, Extras, Visit};

/// Record types of the workbook's own part.
pub(super) mod kind {
    pub(in crate::read) const BEGIN: u16 = 0x0809;
    pub(in crate::read) const END: u16 = 0x000A;
    pub(in crate::read) const ENCRYPTED: u16 = 0x002F;
    pub(in crate::read) const DATES: u16 = 0x0022;
    pub(in crate::read) const SHEET: u16 = 0x0085;
    pub(in crate::read) const FORMAT: u16 = 0x041E;
    pub(in crate::read) const STYLE: u16 = 0x00E0;
    pub(in crate::read) const STRINGS: u16 = 0x00FC;
}

/// A sheet that is hidden, also so that no menu shows it.
const HIDDEN: u8 = 0x03;

/// An opened workbook.
pub(in crate::read) struct Xls {
    strings: Vec<Box<str>>,
    formats: Formats,
    sheets: Vec<Opened>,
}

struct Opened {
    name: String,
    cells: Vec<Place>,
    extras: Extras,
}

impl Xls {
    /// Opens a workbook.
    pub(in crate::read) fn open(bytes: &[u8]) -> Result<Self, Unreadable> {
        let stream = compound_file::workbook(bytes)?;
        let mut strings = Vec::new();
        let mut formats = Formats::default();
        let mut found = Vec::new();
        let mut records = Records::new(&stream, 0);
        let first = records.next()?.ok_or(Unreadable::Damaged)?;
        if first.kind != kind::BEGIN {
            return Err(Unreadable::OtherFormat {
                what: "Excel 5.0 或更早的表格",
            });
        }
        if first.data.u16(0)? != 0x0600 {
            return Err(Unreadable::OtherFormat {
                what: "Excel 95 或更早的表格",
            });
        }
        while let Some(record) = records.next()? {
            match record.kind {
                kind::ENCRYPTED => return Err(Unreadable::Password),
                kind::DATES => formats.since_1904 = record.data.u16(0)? == 1,
                kind::FORMAT => formats.format(record.data)?,
                kind::STYLE => formats.style(record.data)?,
                kind::STRINGS => strings = strings::shared(&record, &mut records)?,
                kind::SHEET => {
                    let data = record.data;
                    match data.u8(5)? {
                        0 => {}
                        1 => return Err(Unreadable::Macros),
                        _ => continue,
                    }
                    if data.u8(4)? & HIDDEN == 0 && found.len() < MAX_SHEETS {
                        let name = strings::short(data.after(6)?)?;
                        found.push((data.u32(0)? as usize, name));
                    }
                }
                kind::END => break,
                _ => {}
            }
        }
        let mut budget = sheet::Budget::default();
        let mut sheets = Vec::new();
        for (at, name) in found {
            let (cells, extras) = sheet::read(&stream, at, &mut budget)?;
            sheets.push(Opened {
                name,
                cells,
                extras,
            });
        }
        Ok(Self {
            strings,
            formats,
            sheets,
        })
    }

    /// A cell as it is seen.
    fn cell<'c>(&'c self, place: &'c Place) -> Option<Cell<'c>> {
        Some(match &place.value {
            Value::Number(value) => {
                let is_date = self.formats.is_date(place.style);
                number_or_date(*value, is_date, self.formats.since_1904)
            }
            Value::Shared(index) => Cell::text(&**self.strings.get(*index as usize)?),
            Value::Text(text) => Cell::text(&**text),
            Value::Truth(value) => Cell::text(yes_no(*value)),
            Value::Error(code) => Cell::text(error(*code)),
        })
    }
}

impl Book for Xls {
    fn sheets(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    fn visit(&mut self, sheet: usize, visit: &mut Visit<'_>) -> Result<(), Unreadable> {
        for place in &self.sheets[sheet].cells {
            if let Some(cell) = self.cell(place)
                && visit(place.row.into(), place.column.into(), cell)?.is_break()
            {
                break;
            }
        }
        Ok(())
    }

    fn extras(&self, sheet: usize) -> &Extras {
        &self.sheets[sheet].extras
    }
}

/// How an error is shown.
fn error(code: u8) -> &'static str {
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
