//! Records of a stream. Every access is checked against the bounds.

use super::record_type::CONTINUE;
use crate::read::error::ReadError;

/// A slice with little-endian access. Out of bounds is [`ReadError::Damaged`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'b>(pub(super) &'b [u8]);

impl<'b> Bytes<'b> {
    fn array<const N: usize>(self, offset: usize) -> Result<[u8; N], ReadError> {
        self.0
            .get(offset..)
            .and_then(|rest| rest.first_chunk())
            .copied()
            .ok_or(ReadError::Damaged)
    }

    pub(super) fn u8(self, offset: usize) -> Result<u8, ReadError> {
        self.array(offset).map(u8::from_le_bytes)
    }

    pub(super) fn u16(self, offset: usize) -> Result<u16, ReadError> {
        self.array(offset).map(u16::from_le_bytes)
    }

    pub(super) fn u32(self, offset: usize) -> Result<u32, ReadError> {
        self.array(offset).map(u32::from_le_bytes)
    }

    pub(super) fn f64(self, offset: usize) -> Result<f64, ReadError> {
        self.array(offset).map(f64::from_le_bytes)
    }

    pub(super) fn skip(self, bytes: usize) -> Result<Self, ReadError> {
        self.0.get(bytes..).map(Self).ok_or(ReadError::Damaged)
    }

    pub(super) fn take(self, bytes: usize) -> Result<&'b [u8], ReadError> {
        self.0.get(..bytes).ok_or(ReadError::Damaged)
    }

    pub(super) fn len(self) -> usize {
        self.0.len()
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'b> {
    pub(super) record_type: u16,
    pub(super) data: Bytes<'b>,
}

/// Reads the records of a stream one after the other.
#[derive(Debug, Clone)]
pub(super) struct Records<'b> {
    stream: &'b [u8],
    offset: usize,
}

impl<'b> Records<'b> {
    pub(super) fn new(stream: &'b [u8], offset: usize) -> Self {
        Self { stream, offset }
    }

    /// Returns `None` at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<Record<'b>>, ReadError> {
        let Some(rest) = self.stream.get(self.offset..).filter(|r| r.len() >= 4) else {
            return Ok(None);
        };
        let header = Bytes(rest);
        let (record_type, length) = (header.u16(0)?, usize::from(header.u16(2)?));
        let data = Bytes(header.skip(4)?.take(length)?);
        self.offset += 4 + length;
        Ok(Some(Record { record_type, data }))
    }

    /// Returns the data of the next record if it is a CONTINUE record.
    pub(super) fn next_continue(&mut self) -> Result<Option<Bytes<'b>>, ReadError> {
        let before = self.offset;
        let next = self.next()?;
        if let Some(record) = next.filter(|record| record.record_type == CONTINUE) {
            return Ok(Some(record.data));
        }
        self.offset = before;
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_longer_than_the_stream_is_damaged() {
        let mut records = Records::new(&[9, 8, 2, 0, 1, 2, 5, 0, 200, 0, 1], 0);
        assert_eq!(records.next().unwrap().unwrap().data.0, [1, 2]);
        assert_eq!(records.next().unwrap_err(), ReadError::Damaged);
        assert!(Records::new(&[1, 2, 3], 0).next().unwrap().is_none());
        assert!(Records::new(&[], 7).next().unwrap().is_none());
    }
}
