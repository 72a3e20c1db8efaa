//! Comma-separated values, in the encodings that programs in China write.

use std::borrow::Cow;
use std::ops::ControlFlow;

use encoding_rs::{Encoding, GB18030};

use crate::read::cell::Cell;
use crate::read::error::Unreadable;
use crate::read::headers::aliases::column_of;
use crate::read::source::{Book, Extras, Visit};

/// Lines in which the separator is looked for.
const PROBED_LINES: usize = 40;
/// Separators in one line, beyond which nobody typed it.
const MAX_SEPARATORS: usize = 20_000;

/// An opened text file.
pub(super) struct Csv<'b> {
    name: String,
    text: Cow<'b, str>,
    separator: u8,
    /// Lines by which the text begins later than the file.
    skipped: u32,
    extras: Extras,
}

impl<'b> Csv<'b> {
    /// Reads a text.
    pub(super) fn open(filename: &str, bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let mut text = decode(bytes)?;
        if text.contains('\0') {
            return Err(Unreadable::NotASpreadsheet {
                what: "无法识别的文件",
            });
        }
        // Excel's own hint: `sep=;` in the first line.
        let hint = text
            .get(..6)
            .filter(|start| start.starts_with("sep=") && text[6..].starts_with(['\r', '\n']))
            .map(|start| start.as_bytes()[4]);
        let mut skipped = 0;
        if hint.is_some() {
            let end = text.find('\n').map_or(text.len(), |at| at + 1);
            text = text[end..].to_owned().into();
            skipped = 1;
        }
        let too_wide = |line: &str| {
            line.bytes()
                .filter(|b| matches!(b, b',' | b';' | b'\t'))
                .count()
                > MAX_SEPARATORS
        };
        if text.lines().any(too_wide) {
            return Err(Unreadable::TooMuchInside);
        }
        let separator = hint.unwrap_or_else(|| separator(&text));
        Ok(Self {
            name: sheet_name(filename),
            text,
            separator,
            skipped,
            extras: Extras::NONE,
        })
    }
}

impl Book for Csv<'_> {
    fn sheets(&self) -> Vec<String> {
        vec![self.name.clone()]
    }

    fn visit(&mut self, _: usize, visit: &mut Visit<'_>) -> Result<(), Unreadable> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(self.text.as_bytes());
        let mut record = csv::StringRecord::new();
        // Line breaks within cells, which are lines of the file but no rows of the sheet.
        let mut inner = 0;
        let mut next = 0;
        while reader
            .read_record(&mut record)
            .map_err(|_| Unreadable::Damaged)?
        {
            let inner_here: u64 = record
                .iter()
                .map(|cell| cell.bytes().map(|b| u64::from(b == b'\n')).sum::<u64>())
                .sum();
            // The reader leaves out empty lines, which are rows of the sheet: count from the end.
            let ended = self.text.as_bytes()[..byte(&reader)].ends_with(b"\n");
            let line = reader
                .position()
                .line()
                .saturating_sub(u64::from(ended) + inner + inner_here);
            inner += inner_here;
            let row = u32::try_from(line).unwrap_or(u32::MAX).saturating_sub(1);
            // Never above the row before, should a quote have swallowed the end.
            let row = row.saturating_add(self.skipped).max(next);
            next = row.saturating_add(1);
            for (column, text) in (0..).zip(&record) {
                if text.is_empty() {
                    continue;
                }
                if visit(row, column, Cell::text(text))? == ControlFlow::Break(()) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn extras(&self, _: usize) -> &Extras {
        &self.extras
    }
}

/// The name that a spreadsheet program gives the sheet of a text file: that of the file.
fn sheet_name(filename: &str) -> String {
    let name = filename.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    name.chars()
        .filter(|c| !c.is_control() && !r"[]:*?/\".contains(*c))
        .take(31)
        .collect()
}

/// Where a reader stands.
fn byte<R: std::io::Read>(reader: &csv::Reader<R>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// UTF-8 or UTF-16 with a mark, UTF-8 without one, or else GB18030, without any character that
/// stands for an error.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
            .ok_or(Unreadable::Encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.into());
    }
    GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(Unreadable::Encoding)
}

/// The separator with which a line has the most titles of the template.
fn separator(text: &str) -> u8 {
    let titles = |separator: char| {
        text.lines()
            .take(PROBED_LINES)
            .map(|line| {
                line.split(separator)
                    .filter(|title| column_of(title.trim_matches('"')).is_some())
                    .count()
            })
            .max()
    };
    // Of equals, the last one is taken.
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|separator| titles(char::from(*separator)))
        .unwrap_or(b',')
}
