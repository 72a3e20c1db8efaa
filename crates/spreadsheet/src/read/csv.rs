//! Reading of CSV and TSV in the encodings common in China.

use std::borrow::Cow;
use std::ops::ControlFlow;

use encoding_rs::{Encoding, GB18030};

use super::cell::Cell;
use super::error::ReadError;
use super::headers::aliases::column_for_title;
use super::source::{CellVisitor, SheetMetadata, SheetSource};

/// Lines from which the delimiter is guessed.
const PROBED_LINES: usize = 40;
/// Delimiters in one line; no table typed by a person has more.
const MAX_DELIMITERS: usize = 20_000;

pub(crate) struct CsvSource<'b> {
    sheet_name: String,
    text: Cow<'b, str>,
    delimiter: u8,
    /// Lines of the file before the text: 1 after a `sep=` line.
    skipped_lines: u32,
    metadata: SheetMetadata,
}

impl<'b> CsvSource<'b> {
    pub(crate) fn open(filename: &str, bytes: &'b [u8]) -> Result<Self, ReadError> {
        let mut text = decode(bytes)?;
        if text.contains('\0') {
            return Err(ReadError::NotASpreadsheet {
                found: "无法识别的文件",
            });
        }
        // Excel's `sep=;` in the first line names the delimiter.
        let hint = text
            .get(..6)
            .filter(|start| start.starts_with("sep=") && text[6..].starts_with(['\r', '\n']))
            .map(|start| start.as_bytes()[4]);
        let mut skipped_lines = 0;
        if hint.is_some() {
            let end = text.find('\n').map_or(text.len(), |at| at + 1);
            text = text[end..].to_owned().into();
            skipped_lines = 1;
        }
        let too_wide = |line: &str| {
            line.bytes()
                .filter(|b| matches!(b, b',' | b';' | b'\t'))
                .count()
                > MAX_DELIMITERS
        };
        if text.lines().any(too_wide) {
            return Err(ReadError::ContentTooLarge);
        }
        let delimiter = hint.unwrap_or_else(|| guess_delimiter(&text));
        Ok(Self {
            sheet_name: sheet_name(filename),
            text,
            delimiter,
            skipped_lines,
            metadata: SheetMetadata::EMPTY,
        })
    }
}

impl SheetSource for CsvSource<'_> {
    fn sheet_names(&self) -> Vec<String> {
        vec![self.sheet_name.clone()]
    }

    fn visit_cells(&mut self, _: usize, visitor: &mut CellVisitor<'_>) -> Result<(), ReadError> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(self.text.as_bytes());
        let mut record = csv::StringRecord::new();
        // Line breaks inside of cells start a line of the file but not a row of the sheet.
        let mut line_breaks = 0;
        let mut next_row = 0;
        while reader
            .read_record(&mut record)
            .map_err(|_| ReadError::Damaged)?
        {
            let line_breaks_here: u64 = record
                .iter()
                .map(|cell| cell.bytes().map(|b| u64::from(b == b'\n')).sum::<u64>())
                .sum();
            // The csv crate skips empty lines, which are rows of the sheet: derive the row from the
            // line at which the record ended.
            let ended = self.text.as_bytes()[..byte_position(&reader)].ends_with(b"\n");
            let line = reader
                .position()
                .line()
                .saturating_sub(u64::from(ended) + line_breaks + line_breaks_here);
            line_breaks += line_breaks_here;
            let row = u32::try_from(line).unwrap_or(u32::MAX).saturating_sub(1);
            // An unbalanced quote can swallow the end; row numbers must increase nevertheless.
            let row = row.saturating_add(self.skipped_lines).max(next_row);
            next_row = row.saturating_add(1);
            for (column, text) in (0..).zip(&record) {
                if text.is_empty() {
                    continue;
                }
                if visitor(row, column, Cell::text(text))? == ControlFlow::Break(()) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn metadata(&self, _: usize) -> &SheetMetadata {
        &self.metadata
    }
}

/// Names the sheet after the file, as spreadsheet programs do.
fn sheet_name(filename: &str) -> String {
    let name = filename.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    name.chars()
        .filter(|c| !c.is_control() && !r"[]:*?/\".contains(*c))
        .take(31)
        .collect()
}

fn byte_position<R: std::io::Read>(reader: &csv::Reader<R>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// Decodes UTF-8 or UTF-16 with a byte order mark, UTF-8 without one, or else GB18030. Any invalid
/// sequence is an error.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
            .ok_or(ReadError::UnknownEncoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.into());
    }
    GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(ReadError::UnknownEncoding)
}

/// Returns the delimiter with which some line has the most titles of the template.
fn guess_delimiter(text: &str) -> u8 {
    let titles = |delimiter: char| {
        text.lines()
            .take(PROBED_LINES)
            .map(|line| {
                line.split(delimiter)
                    .filter(|title| column_for_title(title.trim_matches('"')).is_some())
                    .count()
            })
            .max()
    };
    // `max_by_key` takes the last of several maxima.
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|delimiter| titles(char::from(*delimiter)))
        .unwrap_or(b',')
}
