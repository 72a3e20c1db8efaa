//! Record types of BIFF8.

pub(super) const FORMULA: u16 = 0x0006;
pub(super) const EOF: u16 = 0x000A;
pub(super) const DATE_1904: u16 = 0x0022;
pub(super) const FILE_PASS: u16 = 0x002F;
pub(super) const CONTINUE: u16 = 0x003C;
pub(super) const BOUND_SHEET: u16 = 0x0085;
/// Several numbers in one row.
pub(super) const MUL_RK: u16 = 0x00BD;
/// A text with formatting of its characters.
pub(super) const RICH_STRING: u16 = 0x00D6;
/// A cell format.
pub(super) const XF: u16 = 0x00E0;
pub(super) const MERGE_CELLS: u16 = 0x00E5;
/// The shared strings.
pub(super) const SST: u16 = 0x00FC;
/// A cell with a shared string.
pub(super) const LABEL_SST: u16 = 0x00FD;
pub(super) const HYPERLINK: u16 = 0x01B8;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const LABEL: u16 = 0x0204;
pub(super) const BOOL_ERROR: u16 = 0x0205;
/// The text that the preceding formula returned.
pub(super) const STRING: u16 = 0x0207;
pub(super) const ROW: u16 = 0x0208;
/// A number in four bytes.
pub(super) const RK: u16 = 0x027E;
/// A number format.
pub(super) const FORMAT: u16 = 0x041E;
pub(super) const BOF: u16 = 0x0809;
