//! How much of a file is read at most. A hostile one ends at one of these, a good one at none.

use crate::read::error::Unreadable;

/// Rows among which the titles are looked for.
pub(super) const HEAD_ROWS: u32 = 30;
/// Columns that are looked at; whatever stands further right is ignored.
pub(super) const MAX_COLUMNS: u32 = 256;
/// Columns with a title that are kept, besides those of the template.
pub(super) const MAX_EXTRA_COLUMNS: usize = 40;
/// Characters of a cell. Spreadsheet programs know no longer ones.
pub(super) const MAX_CELL_CHARS: usize = 32_767;
/// Bytes of text in all kept cells together, and of what a workbook lets be kept besides them.
pub(super) const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;

/// Files in an archive. A workbook with 200 sheets and a picture on each has less.
pub(super) const MAX_ENTRIES: usize = 2_000;
/// Bytes of XML in an archive, unpacked. 10,000 rows with everything filled have 15 MB.
pub(super) const MAX_UNPACKED: u64 = 100 * 1024 * 1024;
/// How many times as large a part may become, once it is larger than [`LARGE_PART`]. Sheets with
/// nothing but formats reach 60.
pub(super) const MAX_RATIO: u64 = 250;
/// From here on, [`MAX_RATIO`] counts.
pub(super) const LARGE_PART: u64 = 1024 * 1024;
/// Bytes of one tag or of one stretch of text.
pub(super) const MAX_TOKEN: u64 = 1024 * 1024;
/// Elements within each other.
pub(super) const MAX_DEPTH: usize = 100;
/// Attributes of an element.
pub(super) const MAX_ATTRIBUTES: usize = 100;
/// Bytes of text in a cell or in a shared string.
pub(super) const MAX_CELL_BYTES: usize = 256 * 1024;
/// Shared strings.
pub(super) const MAX_STRINGS: usize = 400_000;
/// Formats, fonts, fills and borders, each.
pub(super) const MAX_STYLES: usize = 20_000;
/// Bytes of an attribute of a style. Names of fonts have 31 characters, formats 255, and the quotes
/// in them six bytes each.
pub(super) const MAX_STYLE_ATTRIBUTE: usize = 512;
/// Bytes of an attribute of a sheet, a relation or a link.
pub(super) const MAX_ATTRIBUTE: usize = 8 * 1024;
/// Sheets that are looked at.
pub(super) const MAX_SHEETS: usize = 255;
/// Sheets and names of ranges.
pub(super) const MAX_NAMES: usize = 20_000;
/// Relations, links, merged cells and new kinds of errors, each; a sheet has at most 65,530 links.
pub(super) const MAX_LINKS: usize = 100_000;
/// Stretches of hidden rows.
pub(super) const MAX_HIDDEN: usize = 200_000;
/// Stretches of formulas without a result that are noted.
pub(super) const MAX_UNRESOLVED: usize = 100_000;
/// Rows and columns of a sheet.
pub(super) const SHEET_ROWS: u32 = 1_048_576;
/// Columns of a sheet.
pub(super) const SHEET_COLUMNS: u32 = 16_384;

/// The text that is kept by now.
#[derive(Debug, Default)]
pub(super) struct TextBudget(usize);

impl TextBudget {
    /// Counts more of it, up to [`MAX_TEXT_BYTES`].
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), Unreadable> {
        self.0 += bytes;
        if self.0 > MAX_TEXT_BYTES {
            return Err(Unreadable::TooMuchText);
        }
        Ok(())
    }
}
