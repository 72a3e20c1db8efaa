//! How much of a file is read at most. A hostile one ends at one of these, a good one at none.

/// Rows among which the titles are looked for.
pub(super) const HEAD_ROWS: u32 = 30;
/// Columns that are looked at; whatever stands further right is ignored.
pub(super) const MAX_COLUMNS: u32 = 256;
/// Columns with a title that are kept, besides those of the template.
pub(super) const MAX_EXTRA_COLUMNS: usize = 40;
/// Characters of a cell. Spreadsheet programs know no longer ones.
pub(super) const MAX_CELL_CHARS: usize = 32_767;
/// Bytes of text in all kept cells together.
pub(super) const MAX_TEXT_BYTES: usize = 24 * 1024 * 1024;
