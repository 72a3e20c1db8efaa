//! A reader that fails when a budget of bytes is used up.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use crate::read::limits::MAX_TOKEN_BYTES;

/// Bytes that may still be read. The XML parser owns the [`LimitedReader`], so its caller keeps a
/// clone of the budget.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadBudget {
    remaining: Rc<Cell<u64>>,
    token_bytes: Rc<Cell<u64>>,
    exceeded: Rc<Cell<bool>>,
}

impl ReadBudget {
    pub(super) fn new(bytes: u64) -> Self {
        let budget = Self::default();
        budget.remaining.set(bytes);
        budget
    }

    /// Starts counting the bytes of the next tag or text node.
    pub(super) fn start_token(&self) {
        self.token_bytes.set(0);
    }

    pub(super) fn remaining(&self) -> u64 {
        self.remaining.get()
    }

    /// Returns true if a read failed because of the budget.
    pub(super) fn is_exceeded(&self) -> bool {
        self.exceeded.get()
    }

    fn spend(&self, bytes: u64) {
        self.remaining
            .set(self.remaining.get().saturating_sub(bytes));
        self.token_bytes
            .set(self.token_bytes.get().saturating_add(bytes));
    }

    fn check(&self) -> io::Result<()> {
        if self.remaining.get() == 0 || self.token_bytes.get() > MAX_TOKEN_BYTES {
            self.exceeded.set(true);
            return Err(io::Error::other("read budget exceeded"));
        }
        Ok(())
    }
}

pub(super) struct LimitedReader<R> {
    inner: BufReader<R>,
    budget: ReadBudget,
}

impl<R: Read> LimitedReader<R> {
    pub(super) fn new(inner: R, budget: ReadBudget) -> Self {
        Self {
            inner: BufReader::with_capacity(32 * 1024, inner),
            budget,
        }
    }
}

impl<R: Read> Read for LimitedReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let bytes = available.len().min(into.len());
        into[..bytes].copy_from_slice(&available[..bytes]);
        self.consume(bytes);
        Ok(bytes)
    }
}

impl<R: Read> BufRead for LimitedReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.budget.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.budget.spend(bytes as u64);
        self.inner.consume(bytes);
    }
}
