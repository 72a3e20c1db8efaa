//! Counters of what the parts of a workbook contain.

use crate::read::error::ReadError;
use crate::read::limits::MAX_TEXT_BYTES;

/// Counts elements of all parts of a workbook together.
#[derive(Debug, Default)]
pub(super) struct LimitsUsed {
    pub(super) shared_strings: usize,
    /// One counter for each of [`STYLE_ELEMENTS`].
    pub(super) styles: [usize; STYLE_ELEMENTS.len()],
    pub(super) names: usize,
    /// Relationships, links and merged areas.
    pub(super) references: usize,
    pub(super) hidden_ranges: usize,
    pub(super) unknown_errors: usize,
    pub(super) unresolved_ranges: usize,
    text_bytes: usize,
}

/// The elements that describe a cell format.
pub(super) const STYLE_ELEMENTS: [&str; 5] = ["xf", "font", "fill", "border", "numFmt"];
/// The lists of these elements.
pub(super) const STYLE_LISTS: [&str; 5] = ["cellXfs", "fonts", "fills", "borders", "numFmts"];

impl LimitsUsed {
    /// Counts text that a reader keeps in memory.
    pub(super) fn keep_text(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text_bytes += bytes;
        if self.text_bytes > MAX_TEXT_BYTES {
            return Err(ReadError::ContentTooLarge);
        }
        Ok(())
    }
}

/// Increments a counter, up to `max`.
pub(super) fn count(counter: &mut usize, max: usize) -> Result<(), ReadError> {
    *counter += 1;
    if *counter > max {
        return Err(ReadError::ContentTooLarge);
    }
    Ok(())
}
