//! Workbooks of the binary format of Excel 97 to 2003 (BIFF8 in a compound file), which WPS also
//! writes as `.et`.
//!
//! Read here rather than by calamine: that one lays every sheet out as a full rectangle, copies
//! the text of a shared string into each cell that has it, and panics on records that are too
//! short, so that neither memory nor time could be bounded; and it knows no hidden rows and no
//! links.

mod bytes;
mod container;
mod formats;
mod link;
mod sheet;
mod strings;

use nmrs_domain::diff::yes_no;

use self::bytes::Records;
pub(super) use self::container::SIGNATURE;
use self::formats::Formats;
use self::sheet::{Place, Value};
use super::book::{Book, Extras, Visit};
use super::cell::{Cell, number_or_date};
use super::limits::MAX_SHEETS;
use super::unreadable::Unreadable;

/// Record types of the workbook's own part.
mod kind {
    pub(super) const BEGIN: u16 = 0x0809;
    pub(super) const END: u16 = 0x000A;
    pub(super) const ENCRYPTED: u16 = 0x002F;
    pub(super) const DATES: u16 = 0x0022;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const FORMAT: u16 = 0x041E;
    pub(super) const STYLE: u16 = 0x00E0;
    pub(super) const STRINGS: u16 = 0x00FC;
}

/// A sheet that is hidden, also so that no menu shows it.
const HIDDEN: u8 = 0x03;

/// An opened workbook.
pub(super) struct Xls {
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
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Unreadable> {
        let stream = container::workbook(bytes)?;
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
