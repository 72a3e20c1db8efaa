//! Strings in records.

use super::records::{Bytes, Record, Records};
use crate::read::error::ReadError;
use crate::read::limits::MAX_SHARED_STRINGS;
use crate::read::text_budget::TextBudget;

/// Flag of two bytes per character instead of one.
const WIDE: u8 = 0x01;
/// Flag of phonetic data after the characters.
const HAS_PHONETIC: u8 = 0x04;
/// Flag of formatting runs after the characters.
const HAS_RUNS: u8 = 0x08;

/// Reads a string with a length of one byte.
pub(super) fn short_string(bytes: Bytes<'_>) -> Result<String, ReadError> {
    characters(bytes.skip(2)?, bytes.u8(0)?.into(), bytes.u8(1)?)
}

/// Reads a string with a length of two bytes.
pub(super) fn long_string(bytes: Bytes<'_>) -> Result<String, ReadError> {
    let count = bytes.u16(0)?.into();
    if count == 0 {
        return Ok(String::new());
    }
    characters(bytes.skip(3)?, count, bytes.u8(2)?)
}

fn characters(bytes: Bytes<'_>, count: usize, flags: u8) -> Result<String, ReadError> {
    let mut units = Vec::new();
    if flags & WIDE == 0 {
        push_narrow(&mut units, bytes.take(count)?);
    } else {
        push_wide(&mut units, bytes.take(2 * count)?);
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

/// Decodes UTF-16 up to the first NUL.
pub(super) fn utf16_string(bytes: &[u8]) -> String {
    let mut units = Vec::new();
    push_wide(&mut units, bytes);
    let end = units
        .iter()
        .position(|unit| *unit == 0)
        .unwrap_or(units.len());
    String::from_utf16_lossy(&units[..end])
}

/// Reads the shared strings from an SST record and the CONTINUE records after it.
pub(super) fn shared_strings<'b>(
    record: &Record<'b>,
    records: &mut Records<'b>,
) -> Result<Vec<Box<str>>, ReadError> {
    let claimed_count = record.data.u32(4)? as usize;
    let mut reader = ContinuedReader {
        rest: record.data.skip(8)?.0,
        records,
    };
    let mut strings = Vec::new();
    let (mut budget, mut units) = (TextBudget::default(), Vec::new());
    while strings.len() < claimed_count && reader.refill()? {
        if strings.len() >= MAX_SHARED_STRINGS {
            return Err(ReadError::ContentTooLarge);
        }
        reader.string(&mut units)?;
        let string = String::from_utf16_lossy(&units);
        budget.spend(string.len())?;
        strings.push(string.into_boxed_str());
    }
    Ok(strings)
}

/// Reads the bytes of a record and of the CONTINUE records after it.
struct ContinuedReader<'r, 'b> {
    rest: &'b [u8],
    records: &'r mut Records<'b>,
}

impl ContinuedReader<'_, '_> {
    /// Moves on to the next record if the current one is used up. Returns false at the end.
    fn refill(&mut self) -> Result<bool, ReadError> {
        while self.rest.is_empty() {
            match self.records.next_continue()? {
                Some(data) => self.rest = data.0,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    fn u8(&mut self) -> Result<u8, ReadError> {
        self.refill()?;
        let (first, rest) = self.rest.split_first().ok_or(ReadError::Damaged)?;
        self.rest = rest;
        Ok(*first)
    }

    fn u16(&mut self) -> Result<u16, ReadError> {
        Ok(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn skip(&mut self, mut bytes: usize) -> Result<(), ReadError> {
        while bytes > 0 {
            if !self.refill()? {
                return Err(ReadError::Damaged);
            }
            let skipped = bytes.min(self.rest.len());
            self.rest = &self.rest[skipped..];
            bytes -= skipped;
        }
        Ok(())
    }

    /// Reads a string into `units`. If its characters run on into the next record, that one begins
    /// with the flag of their width.
    fn string(&mut self, units: &mut Vec<u16>) -> Result<(), ReadError> {
        let mut left = usize::from(self.u16()?);
        let flags = self.u8()?;
        let run_count = if flags & HAS_RUNS == 0 {
            0
        } else {
            self.u16()?
        };
        let phonetic_bytes = if flags & HAS_PHONETIC == 0 {
            0
        } else {
            usize::from(self.u16()?) | usize::from(self.u16()?) << 16
        };
        units.clear();
        let mut is_wide = flags & WIDE != 0;
        while left > 0 {
            let size = if is_wide { 2 } else { 1 };
            let count = left.min(self.rest.len() / size);
            let (characters, rest) = self.rest.split_at(count * size);
            if is_wide {
                push_wide(units, characters);
            } else {
                push_narrow(units, characters);
            }
            self.rest = rest;
            left -= count;
            if left > 0 {
                if !self.rest.is_empty() {
                    return Err(ReadError::Damaged);
                }
                is_wide = self.u8()? & WIDE != 0;
            }
        }
        self.skip(4 * usize::from(run_count) + phonetic_bytes)
    }
}
