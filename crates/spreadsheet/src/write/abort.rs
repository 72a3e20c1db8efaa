//! Keeps an incomplete archive unreadable.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

/// Passes bytes on until it is aborted, and then drops them.
///
/// A `ZipWriter` that is dropped finishes its archive: without this, an interrupted export would be
/// a valid file with half of the rows.
pub(super) struct AbortableWriter<W> {
    out: W,
    is_aborted: Rc<Cell<bool>>,
}

/// Aborts the writer when dropped.
pub(super) struct AbortOnDrop(Rc<Cell<bool>>);

impl<W> AbortableWriter<W> {
    pub(super) fn new(out: W) -> (Self, AbortOnDrop) {
        let is_aborted = Rc::new(Cell::new(false));
        let abort = AbortOnDrop(Rc::clone(&is_aborted));
        (Self { out, is_aborted }, abort)
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

impl<W: Write> Write for AbortableWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_aborted.get() {
            Ok(bytes.len())
        } else {
            self.out.write(bytes)
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_aborted.get() {
            Ok(())
        } else {
            self.out.flush()
        }
    }
}
