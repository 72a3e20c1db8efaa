//! Cells, and what makes them harmless.

use std::borrow::Cow;

use time::OffsetDateTime;
use time::macros::offset;

/// Most characters that spreadsheet programs take in a cell, counted as they count.
const MAX_UTF16: usize = 32_767;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A text, which stays one whatever it looks like.
    Text(&'a str),
    /// A whole number.
    Number(i64),
    /// A moment, written in China Standard Time to the second.
    Moment(OffsetDateTime),
}

/// The title of a column, and how wide it is in Latin characters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heading<'a> {
    /// The title.
    pub title: &'a str,
    /// The width.
    pub width: f64,
}

/// A text as files can hold it: without the characters that XML does not know, and not longer than
/// a cell may be.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // All of it is ordinary nearly always; bytes are quicker to look at than characters.
    let control = |b: u8| b < b' ' && b != b'\n' && b != b'\t';
    let odd = text.bytes().any(control) || text.contains(['\u{FFFE}', '\u{FFFF}']);
    let text = if odd {
        let kept = |c: &char| *c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
        Cow::Owned(
            text.chars()
                .filter(|c| kept(c) || matches!(c, '\n' | '\t'))
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    };
    if text.len() <= MAX_UTF16 {
        return text;
    }
    let mut room = MAX_UTF16;
    let end = text.char_indices().find(|(_, c)| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        !fits
    });
    match end {
        Some((end, _)) => Cow::Owned(text[..end].to_owned()),
        None => text,
    }
}

/// Whether a program might take a text for a formula when it reads or edits it: also the wide forms
/// of the signs, which Chinese editions take for them.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A moment as spreadsheets count: days since 30 December 1899, in China.
#[expect(
    clippy::cast_precision_loss,
    reason = "seconds within a few thousand years are exact"
)]
pub(super) fn serial(at: OffsetDateTime) -> f64 {
    const DAY: f64 = 86_400.0;
    const FROM_1899_TO_1970: f64 = 25_569.0;
    const CHINA: i64 = 8 * 3_600;
    (at.unix_timestamp() + CHINA) as f64 / DAY + FROM_1899_TO_1970
}

/// A moment as people write it.
pub(super) fn written(at: OffsetDateTime) -> String {
    let at = at.to_offset(offset!(+8));
    let (date, time) = (at.date(), at.time());
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
