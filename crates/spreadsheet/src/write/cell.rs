//! Cell values, and their conversion to what a file may contain.

use std::borrow::Cow;

use time::OffsetDateTime;
use time::macros::offset;

/// UTF-16 units of a cell: the limit of Excel.
const MAX_UTF16: usize = 32_767;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    Empty,
    /// Stays a text, even if it looks like a formula or a number.
    Text(&'a str),
    Number(i64),
    /// Written in China Standard Time (UTC+8) to the second.
    DateTime(OffsetDateTime),
}

/// The title of a column and its width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heading<'a> {
    pub title: &'a str,
    /// In Latin characters.
    pub width: f64,
}

/// Removes the characters that XML does not allow, and cuts a text to 32,767 UTF-16 units.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // Nearly all texts need no change, and bytes are faster to check than characters.
    let is_control = |b: u8| b < b' ' && b != b'\n' && b != b'\t';
    let needs_change = text.bytes().any(is_control) || text.contains(['\u{FFFE}', '\u{FFFF}']);
    let text = if needs_change {
        let is_kept = |c: &char| *c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
        Cow::Owned(
            text.chars()
                .filter(|c| is_kept(c) || matches!(c, '\n' | '\t'))
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    };
    if text.len() <= MAX_UTF16 {
        return text;
    }
    let mut left = MAX_UTF16;
    let end = text.char_indices().find(|(_, c)| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        !fits
    });
    match end {
        Some((end, _)) => Cow::Owned(text[..end].to_owned()),
        None => text,
    }
}

/// Returns true if a spreadsheet program could take a text for a formula when it opens or edits the
/// cell. Chinese editions accept full-width signs as well.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Converts a time to the serial number of spreadsheets: days since 1899-12-30 in UTC+8.
#[expect(
    clippy::cast_precision_loss,
    reason = "f64 is exact for seconds within a few thousand years"
)]
pub(super) fn serial_number(time: OffsetDateTime) -> f64 {
    const SECONDS_PER_DAY: f64 = 86_400.0;
    const DAYS_TO_1970: f64 = 25_569.0;
    const CHINA_OFFSET: i64 = 8 * 3_600;
    (time.unix_timestamp() + CHINA_OFFSET) as f64 / SECONDS_PER_DAY + DAYS_TO_1970
}

/// Writes a time as `2026-11-24 21:35:44` in UTC+8.
pub(super) fn date_time_text(time: OffsetDateTime) -> String {
    let china = time.to_offset(offset!(+8));
    let (date, time) = (china.date(), china.time());
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        date.year(),
        u8::from(date.month()),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}
