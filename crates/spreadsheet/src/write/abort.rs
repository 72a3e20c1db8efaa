//! Keeps a file that broke off from looking whole.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

/// Lets bytes through until it is closed.
///
/// A packer that is dropped packs what it has to an end: without this, half of an export would be a
/// file that opens.
pub(super) struct Gate<W> {
    out: W,
    closed: Rc<Cell<bool>>,
}

/// Closes the gate when it is dropped.
pub(super) struct Closing(Rc<Cell<bool>>);

impl<W> Gate<W> {
    pub(super) fn new(out: W) -> (Self, Closing) {
        let closed = Rc::new(Cell::new(false));
        let closing = Closing(Rc::clone(&closed));
        (Self { out, closed }, closing)
    }
}

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

impl<W: Write> Write for Gate<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed.get() {
            Ok(bytes.len())
        } else {
            self.out.write(bytes)
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed.get() {
            Ok(())
        } else {
            self.out.flush()
        }
    }
}
