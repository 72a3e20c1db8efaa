//! Bytes and records, none of which is believed to be there.

use crate::read::error::Unreadable;

/// What continues the record before it.
const CONTINUE: u16 = 0x003C;

/// Some bytes.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Bytes<'b>(pub(in crate::read) &'b [u8]);

impl<'b> Bytes<'b> {
    fn array<const N: usize>(self, at: usize) -> Result<[u8; N], Unreadable> {
        self.0
            .get(at..)
            .and_then(|rest| rest.first_chunk())
            .copied()
            .ok_or(Unreadable::Damaged)
    }

    pub(in crate::read) fn u8(self, at: usize) -> Result<u8, Unreadable> {
        self.array(at).map(u8::from_le_bytes)
    }

    pub(in crate::read) fn u16(self, at: usize) -> Result<u16, Unreadable> {
        self.array(at).map(u16::from_le_bytes)
    }

    pub(in crate::read) fn u32(self, at: usize) -> Result<u32, Unreadable> {
        self.array(at).map(u32::from_le_bytes)
    }

    pub(in crate::read) fn f64(self, at: usize) -> Result<f64, Unreadable> {
        self.array(at).map(f64::from_le_bytes)
    }

    /// Those from a place on.
    pub(in crate::read) fn after(self, at: usize) -> Result<Self, Unreadable> {
        self.0.get(at..).map(Self).ok_or(Unreadable::Damaged)
    }

    /// So many of them.
    pub(in crate::read) fn first(self, bytes: usize) -> Result<&'b [u8], Unreadable> {
        self.0.get(..bytes).ok_or(Unreadable::Damaged)
    }

    pub(in crate::read) fn len(self) -> usize {
        self.0.len()
    }
}

/// A record.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Record<'b> {
    pub(in crate::read) kind: u16,
    pub(in crate::read) data: Bytes<'b>,
}

/// The records of a stream, from a place on.
#[derive(Debug, Clone)]
pub(in crate::read) struct Records<'b> {
    stream: &'b [u8],
    at: usize,
}

impl<'b> Records<'b> {
    pub(in crate::read) fn new(stream: &'b [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// The next record; `None` where the stream ends.
    pub(in crate::read) fn next(&mut self) -> Result<Option<Record<'b>>, Unreadable> {
        let Some(rest) = self.stream.get(self.at..).filter(|rest| rest.len() >= 4) else {
            return Ok(None);
        };
        let head = Bytes(rest);
        let (kind, length) = (head.u16(0)?, usize::from(head.u16(2)?));
        let data = Bytes(head.after(4)?.first(length)?);
        self.at += 4 + length;
        Ok(Some(Record { kind, data }))
    }

    /// The next record, if it continues the one before.
    pub(in crate::read) fn continued(&mut self) -> Result<Option<Bytes<'b>>, Unreadable> {
        let before = self.at;
        let next = self.next()?;
        if let Some(record) = next.filter(|record| record.kind == CONTINUE) {
            return Ok(Some(record.data));
        }
        self.at = before;
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_is_longer_than_the_stream_is_damage() {
        let mut records = Records::new(&[9, 8, 2, 0, 1, 2, 5, 0, 200, 0, 1], 0);
        assert_eq!(records.next().unwrap().unwrap().data.0, [1, 2]);
        assert_eq!(records.next().unwrap_err(), Unreadable::Damaged);
        assert!(Records::new(&[1, 2, 3], 0).next().unwrap().is_none());
        assert!(Records::new(&[], 7).next().unwrap().is_none());
    }
}
