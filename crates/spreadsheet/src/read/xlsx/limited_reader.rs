//! Reading no more than was agreed.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use crate::read::limits::MAX_TOKEN;

/// How much was read. The parser holds the reader, the one who asks holds the meter.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct Meter {
    left: Rc<Cell<u64>>,
    token: Rc<Cell<u64>>,
    exceeded: Rc<Cell<bool>>,
}

impl Meter {
    /// Lets so many bytes be read.
    pub(in crate::read) fn of(bytes: u64) -> Self {
        let meter = Self::default();
        meter.left.set(bytes);
        meter
    }

    /// The parser has come to the end of a token.
    pub(in crate::read) fn next_token(&self) {
        self.token.set(0);
    }

    /// How many bytes may still be read.
    pub(in crate::read) fn left(&self) -> u64 {
        self.left.get()
    }

    /// Whether there was more than may be read.
    pub(in crate::read) fn exceeded(&self) -> bool {
        self.exceeded.get()
    }

    fn count(&self, bytes: u64) {
        self.left.set(self.left.get().saturating_sub(bytes));
        self.token.set(self.token.get().saturating_add(bytes));
    }

    fn check(&self) -> io::Result<()> {
        if self.left.get() == 0 || self.token.get() > MAX_TOKEN {
            self.exceeded.set(true);
            return Err(io::Error::other("more than was agreed"));
        }
        Ok(())
    }
}

/// A reader that fails where the meter ends.
pub(in crate::read) struct Metered<R> {
    inner: BufReader<R>,
    meter: Meter,
}

impl<R: Read> Metered<R> {
    /// Reads from `inner`.
    pub(in crate::read) fn new(inner: R, meter: Meter) -> Self {
        Self {
            inner: BufReader::with_capacity(32 * 1024, inner),
            meter,
        }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let bytes = available.len().min(into.len());
        into[..bytes].copy_from_slice(&available[..bytes]);
        self.consume(bytes);
        Ok(bytes)
    }
}

impl<R: Read> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.meter.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.meter.count(bytes as u64);
        self.inner.consume(bytes);
    }
}
