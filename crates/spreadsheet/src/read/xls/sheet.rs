//! The records of a sheet.

use super::records::{Bytes, Records};
use super::workbook::kind;
use super::{hyperlink as link, strings};
use crate::read::error::Unreadable;
use crate::read::limits::{MAX_HIDDEN, MAX_LINKS, TextBudget};
use crate::read::source::{Area, Extras};

/// Cells of all sheets together.
const MAX_CELLS: usize = 1_000_000;
/// A row that takes no place.
const HIDDEN: u16 = 0x20;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) enum Value {
    Number(f64),
    Shared(u32),
    Text(Box<str>),
    Truth(bool),
    Error(u8),
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Place {
    pub(in crate::read) row: u16,
    pub(in crate::read) column: u16,
    pub(in crate::read) style: u16,
    pub(in crate::read) value: Value,
}

/// What was read so far, of all sheets together.
#[derive(Debug, Default)]
pub(in crate::read) struct Budget {
    cells: usize,
    extras: usize,
    text: TextBudget,
}

/// The cells of the sheet that begins at a place of the stream, and what stands around them.
pub(in crate::read) fn read(
    stream: &[u8],
    at: usize,
    budget: &mut Budget,
) -> Result<(Vec<Place>, Extras), Unreadable> {
    let mut records = Records::new(stream, at);
    let begin = records.next()?.ok_or(Unreadable::Damaged)?;
    if begin.kind != kind::BEGIN {
        return Err(Unreadable::Damaged);
    }
    let mut sheet = Reading {
        budget,
        cells: Vec::new(),
        hidden: Vec::new(),
        extras: Extras::NONE,
        awaits_text: false,
    };
    // Charts within a sheet have records of the same kinds.
    let mut within = 0_usize;
    while let Some(record) = records.next()? {
        match record.kind {
            kind::BEGIN => within += 1,
            kind::END if within == 0 => break,
            kind::END => within -= 1,
            _ if within > 0 => {}
            kind => sheet.record(kind, record.data)?,
        }
    }
    Ok(sheet.finish())
}

struct Reading<'a> {
    budget: &'a mut Budget,
    cells: Vec<Place>,
    hidden: Vec<u16>,
    extras: Extras,
    /// Whether the last cell is a formula whose text comes in a record of its own.
    awaits_text: bool,
}

impl Reading<'_> {
    fn record(&mut self, kind: u16, data: Bytes<'_>) -> Result<(), Unreadable> {
        match kind {
            0x0203 => self.push(data, Value::Number(data.f64(6)?)),
            0x027E => self.push(data, Value::Number(packed(data.u32(6)?))),
            0x00BD => self.several(data),
            0x00FD => self.push(data, Value::Shared(data.u32(6)?)),
            0x0204 | 0x00D6 => {
                let text = self.text(strings::long(data.after(6)?)?)?;
                self.push(data, text)
            }
            0x0205 => {
                let value = data.u8(6)?;
                let value = match data.u8(7)? {
                    0 => Value::Truth(value != 0),
                    _ => Value::Error(value),
                };
                self.push(data, value)
            }
            0x0006 => self.formula(data),
            0x0207 => {
                let text = self.text(strings::long(data)?)?;
                if std::mem::take(&mut self.awaits_text)
                    && let Some(last) = self.cells.last_mut()
                {
                    last.value = text;
                }
                Ok(())
            }
            0x0208 => {
                if data.u16(12)? & HIDDEN != 0 {
                    self.extra(MAX_HIDDEN)?;
                    self.hidden.push(data.u16(0)?);
                }
                Ok(())
            }
            0x00E5 => self.merged(data),
            0x01B8 => {
                self.extra(MAX_LINKS)?;
                if let Some(link) = link::read(data) {
                    self.text(link.address())?;
                    self.extras.links.push(link);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// A cell that begins with its row, column and style.
    fn push(&mut self, data: Bytes<'_>, value: Value) -> Result<(), Unreadable> {
        self.place(data.u16(0)?, data.u16(2)?, data.u16(4)?, value)
    }

    fn place(&mut self, row: u16, column: u16, style: u16, value: Value) -> Result<(), Unreadable> {
        self.budget.cells += 1;
        if self.budget.cells > MAX_CELLS {
            return Err(Unreadable::TooMuchInside);
        }
        self.awaits_text = false;
        self.cells.push(Place {
            row,
            column,
            style,
            value,
        });
        Ok(())
    }

    /// Numbers side by side: row, first column, pairs of style and number, last column.
    fn several(&mut self, data: Bytes<'_>) -> Result<(), Unreadable> {
        let (row, first) = (data.u16(0)?, data.u16(2)?);
        let count = data.len().saturating_sub(6) / 6;
        for (number, column) in (0..count).zip(first..) {
            let at = 4 + 6 * number;
            let value = Value::Number(packed(data.u32(at + 2)?));
            self.place(row, column, data.u16(at)?, value)?;
        }
        Ok(())
    }

    /// A formula, of which only the last result counts.
    fn formula(&mut self, data: Bytes<'_>) -> Result<(), Unreadable> {
        if data.u16(12)? != 0xFFFF {
            return self.push(data, Value::Number(data.f64(6)?));
        }
        let result = data.u8(8)?;
        match data.u8(6)? {
            0 => {
                self.push(data, Value::Text("".into()))?;
                self.awaits_text = true;
                Ok(())
            }
            1 => self.push(data, Value::Truth(result != 0)),
            2 => self.push(data, Value::Error(result)),
            _ => Ok(()),
        }
    }

    fn merged(&mut self, data: Bytes<'_>) -> Result<(), Unreadable> {
        for number in 0..usize::from(data.u16(0)?) {
            self.extra(MAX_LINKS)?;
            let at = 2 + 8 * number;
            self.extras.merged.push(Area {
                first_row: data.u16(at)?.into(),
                last_row: data.u16(at + 2)?.into(),
                first_column: data.u16(at + 4)?.into(),
                last_column: data.u16(at + 6)?.into(),
            });
        }
        Ok(())
    }

    /// Counts a text that is kept.
    fn text(&mut self, text: String) -> Result<Value, Unreadable> {
        self.budget.text.take(text.len())?;
        Ok(Value::Text(text.into_boxed_str()))
    }

    fn extra(&mut self, max: usize) -> Result<(), Unreadable> {
        self.budget.extras += 1;
        if self.budget.extras > max {
            return Err(Unreadable::TooMuchInside);
        }
        Ok(())
    }

    fn finish(mut self) -> (Vec<Place>, Extras) {
        // Programs write them in this order; it costs nothing then.
        self.cells.sort_by_key(|place| (place.row, place.column));
        self.hidden.sort_unstable();
        for row in self.hidden.into_iter().map(u32::from) {
            match self.extras.hidden.last_mut() {
                Some((_, last)) if *last + 1 >= row => *last = row,
                _ => self.extras.hidden.push((row, row)),
            }
        }
        (self.cells, self.extras)
    }
}

/// A number in four bytes: the upper half of a floating point number or an integer, either of
/// them perhaps in hundredths.
fn packed(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "exact by their format")]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_those_of_the_specification() {
        assert_eq!(packed(0x3FF0_0000), 1.0);
        assert_eq!(packed(0x3FF0_0001), 0.01);
        assert_eq!(packed((1_234_567 << 2) | 2), 1_234_567.0);
        assert_eq!(packed((1_234_567 << 2) | 3), 12_345.67);
        assert_eq!(packed((-5_i32 << 2).cast_unsigned() | 2), -5.0);
    }
}
