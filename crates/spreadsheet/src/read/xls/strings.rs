//! Texts in records.

use super::records::{Bytes, Record, Records};
use crate::read::error::Unreadable;
use crate::read::limits::{MAX_STRINGS, TextBudget};

/// Each character has two bytes.
const WIDE: u8 = 0x01;
/// An appendix with phonetic hints follows.
const APPENDIX: u8 = 0x04;
/// A list of fonts follows.
const RICH: u8 = 0x08;

/// A text with a length of one byte.
pub(in crate::read) fn short(bytes: Bytes<'_>) -> Result<String, Unreadable> {
    characters(bytes.after(2)?, bytes.u8(0)?.into(), bytes.u8(1)?)
}

/// A text with a length of two bytes.
pub(in crate::read) fn long(bytes: Bytes<'_>) -> Result<String, Unreadable> {
    let count = bytes.u16(0)?.into();
    if count == 0 {
        return Ok(String::new());
    }
    characters(bytes.after(3)?, count, bytes.u8(2)?)
}

fn characters(bytes: Bytes<'_>, count: usize, flags: u8) -> Result<String, Unreadable> {
    let mut units = Vec::new();
    if flags & WIDE == 0 {
        push_narrow(&mut units, bytes.first(count)?);
    } else {
        push_wide(&mut units, bytes.first(2 * count)?);
    }
    Ok(String::from_utf16_lossy(&units))
}

fn push_narrow(units: &mut Vec<u16>, bytes: &[u8]) {
    units.extend(bytes.iter().map(|b| u16::from(*b)));
}

fn push_wide(units: &mut Vec<u16>, bytes: &[u8]) {
    let (pairs, _) = bytes.as_chunks();
    units.extend(pairs.iter().map(|pair| u16::from_le_bytes(*pair)));
}

/// UTF-16 with an end that is not part of it.
pub(in crate::read) fn utf16(bytes: &[u8]) -> String {
    let mut units = Vec::new();
    push_wide(&mut units, bytes);
    let end = units
        .iter()
        .position(|unit| *unit == 0)
        .unwrap_or(units.len());
    String::from_utf16_lossy(&units[..end])
}

/// The shared strings: a record and those that continue it.
pub(in crate::read) fn shared<'b>(
    record: &Record<'b>,
    records: &mut Records<'b>,
) -> Result<Vec<Box<str>>, Unreadable> {
    let claimed = record.data.u32(4)? as usize;
    let mut from = Pieces {
        rest: record.data.after(8)?.0,
        records,
    };
    let mut strings = Vec::new();
    let (mut text, mut units) = (TextBudget::default(), Vec::new());
    while strings.len() < claimed && from.refill()? {
        if strings.len() >= MAX_STRINGS {
            return Err(Unreadable::TooMuchInside);
        }
        from.string(&mut units)?;
        let string = String::from_utf16_lossy(&units);
        text.take(string.len())?;
        strings.push(string.into_boxed_str());
    }
    Ok(strings)
}

/// The bytes of a record and of those that continue it.
struct Pieces<'r, 'b> {
    rest: &'b [u8],
    records: &'r mut Records<'b>,
}

impl Pieces<'_, '_> {
    /// Goes on to the next piece at the end of one; false after the last.
    fn refill(&mut self) -> Result<bool, Unreadable> {
        while self.rest.is_empty() {
            match self.records.continued()? {
                Some(piece) => self.rest = piece.0,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    fn byte(&mut self) -> Result<u8, Unreadable> {
        self.refill()?;
        let (first, rest) = self.rest.split_first().ok_or(Unreadable::Damaged)?;
        self.rest = rest;
        Ok(*first)
    }

    fn u16(&mut self) -> Result<u16, Unreadable> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut bytes: usize) -> Result<(), Unreadable> {
        while bytes > 0 {
            if !self.refill()? {
                return Err(Unreadable::Damaged);
            }
            let here = bytes.min(self.rest.len());
            self.rest = &self.rest[here..];
            bytes -= here;
        }
        Ok(())
    }

    /// A string. Where it runs on into the next record, that one begins with its width anew.
    fn string(&mut self, units: &mut Vec<u16>) -> Result<(), Unreadable> {
        let mut left = usize::from(self.u16()?);
        let flags = self.byte()?;
        let fonts = if flags & RICH == 0 { 0 } else { self.u16()? };
        let appendix = if flags & APPENDIX == 0 {
            0
        } else {
            usize::from(self.u16()?) | usize::from(self.u16()?) << 16
        };
        units.clear();
        let mut wide = flags & WIDE != 0;
        while left > 0 {
            let size = if wide { 2 } else { 1 };
            let here = left.min(self.rest.len() / size);
            let (now, rest) = self.rest.split_at(here * size);
            if wide {
                push_wide(units, now);
            } else {
                push_narrow(units, now);
            }
            self.rest = rest;
            left -= here;
            if left > 0 {
                if !self.rest.is_empty() {
                    return Err(Unreadable::Damaged);
                }
                wide = self.byte()? & WIDE != 0;
            }
        }
        self.skip(4 * usize::from(fonts) + appendix)
    }
}
