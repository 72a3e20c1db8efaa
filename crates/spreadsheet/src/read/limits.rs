//! Limits of what is read of a file. Ordinary files stay far below all of them.

/// Rows searched for the header.
pub(crate) const HEADER_SEARCH_ROWS: u32 = 30;
/// Characters of a title that are looked at.
pub(crate) const MAX_TITLE_CHARS: usize = 1_000;
/// Columns read; cells further right are ignored.
pub(crate) const MAX_COLUMNS: u32 = 256;
/// Columns kept in addition to those of the template.
pub(crate) const MAX_EXTRA_COLUMNS: usize = 40;
/// Characters of a cell: the limit of Excel.
pub(crate) const MAX_CELL_CHARS: usize = 32_767;
/// Bytes of text kept from all cells together; also the bytes of text kept from everything else in
/// a workbook.
pub(crate) const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;

/// Entries of an archive. A workbook of 200 sheets with a picture on each has fewer.
pub(crate) const MAX_ENTRIES: usize = 2_000;
/// Unpacked bytes of XML of all parts. 10,000 rows with every column filled have 15 MB.
pub(crate) const MAX_UNPACKED_BYTES: u64 = 100 * 1024 * 1024;
/// Compression ratio of a part larger than [`RATIO_CHECKED_FROM_BYTES`]. Sheets of nothing but
/// formats reach 60.
pub(crate) const MAX_COMPRESSION_RATIO: u64 = 250;
/// Unpacked size from which [`MAX_COMPRESSION_RATIO`] applies.
pub(crate) const RATIO_CHECKED_FROM_BYTES: u64 = 1024 * 1024;
/// Bytes of one tag or text node.
pub(crate) const MAX_TOKEN_BYTES: u64 = 1024 * 1024;
/// Nesting depth of elements.
pub(crate) const MAX_DEPTH: usize = 100;
/// Attributes of one element.
pub(crate) const MAX_ATTRIBUTES: usize = 100;
/// Bytes of text in one cell or shared string.
pub(crate) const MAX_CELL_BYTES: usize = 256 * 1024;
pub(crate) const MAX_SHARED_STRINGS: usize = 400_000;
/// Cell formats, fonts, fills, borders and number formats, each.
pub(crate) const MAX_STYLES: usize = 20_000;
/// Bytes of an attribute of a style. A font name has up to 31 characters, a number format 255, and
/// each quote in it takes six bytes.
pub(crate) const MAX_STYLE_ATTRIBUTE_BYTES: usize = 512;
/// Bytes of an attribute of a sheet, a relationship or a link.
pub(crate) const MAX_ATTRIBUTE_BYTES: usize = 8 * 1024;
/// Visible sheets read; others are ignored.
pub(crate) const MAX_SHEETS: usize = 255;
/// Sheets and defined names together.
pub(crate) const MAX_NAMES: usize = 20_000;
/// Relationships, links and merged areas together; also the cells with an error that calamine does
/// not know. Excel allows 65,530 links on a sheet.
pub(crate) const MAX_REFERENCES: usize = 100_000;
/// Ranges of consecutive hidden rows.
pub(crate) const MAX_HIDDEN_RANGES: usize = 200_000;
/// Ranges of formulas without a result; others are not reported.
pub(crate) const MAX_UNRESOLVED_RANGES: usize = 100_000;
pub(crate) const SHEET_ROWS: u32 = 1_048_576;
pub(crate) const SHEET_COLUMNS: u32 = 16_384;
