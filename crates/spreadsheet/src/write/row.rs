//! Writing of rows as the XML of a sheet.

use std::borrow::Cow;
use std::fmt::Write as _;

use quick_xml::escape::partial_escape;
use rust_xlsxwriter::utility::column_number_to_name;

use super::cell::{Cell, clean, looks_like_formula, serial_number};
use super::skeleton::CellFormats;

pub(super) struct RowWriter {
    /// Column letters.
    columns: Vec<String>,
    formats: CellFormats,
}

impl RowWriter {
    pub(super) fn new(columns: u16, formats: CellFormats) -> Self {
        Self {
            columns: (0..columns).map(column_number_to_name).collect(),
            formats,
        }
    }

    /// Appends a row to `xml`. Rows count from 1; cells beyond the last column are not written.
    ///
    /// A text that looks like a formula gets the quote prefix format: without it, the text would
    /// become a formula when a user edits the cell.
    pub(super) fn write<'a>(
        &self,
        number: u64,
        cells: impl IntoIterator<Item = Cell<'a>>,
        xml: &mut String,
    ) {
        let number = number.to_string();
        let number = number.as_str();
        let start_cell = |xml: &mut String, column: &str, format: Option<u32>| {
            push_all(xml, ["<c r=\"", column, number, "\""]);
            if let Some(format) = format {
                // Writing to a String does not fail.
                let _ = write!(xml, " s=\"{format}\"");
            }
        };
        push_all(xml, ["<row r=\"", number, "\">"]);
        for (column, cell) in self.columns.iter().zip(cells) {
            match cell {
                Cell::Empty | Cell::Text("") => {}
                Cell::Text(text) => {
                    start_cell(
                        xml,
                        column,
                        looks_like_formula(text).then_some(self.formats.quoted_text),
                    );
                    write_text(text, xml);
                }
                Cell::Number(number) => {
                    start_cell(xml, column, None);
                    let _ = write!(xml, "><v>{number}</v></c>");
                }
                Cell::DateTime(time) => {
                    start_cell(xml, column, Some(self.formats.date_time));
                    let _ = write!(xml, "><v>{}</v></c>", serial_number(time));
                }
            }
        }
        xml.push_str("</row>");
    }
}

fn write_text(text: &str, xml: &mut String) {
    let text = clean(text);
    // Programs ignore leading and trailing blanks otherwise.
    let start_tag = if text.trim().len() == text.len() {
        "><is><t>"
    } else {
        "><is><t xml:space=\"preserve\">"
    };
    let text = escape_character_codes(&text);
    push_all(
        xml,
        [
            " t=\"inlineStr\"",
            start_tag,
            &partial_escape(text),
            "</t></is></c>",
        ],
    );
}

fn push_all<const N: usize>(xml: &mut String, pieces: [&str; N]) {
    for piece in pieces {
        xml.push_str(piece);
    }
}

/// Escapes the underscore of a text such as `_x0041_`, which programs read as the character with
/// this code.
fn escape_character_codes(text: &str) -> Cow<'_, str> {
    const UNDERSCORE: &str = "_x005F_";
    let is_escape = |at: usize| {
        text.as_bytes()
            .get(at + 2..at + 7)
            .and_then(<[u8]>::split_last)
            .is_some_and(|(end, digits)| *end == b'_' && digits.iter().all(u8::is_ascii_hexdigit))
    };
    let mut escaped = Cow::Borrowed(text);
    let mut copied = 0;
    for (at, _) in text.match_indices("_x").filter(|(at, _)| is_escape(*at)) {
        let so_far = match escaped {
            Cow::Borrowed(_) => String::new(),
            Cow::Owned(so_far) => so_far,
        };
        escaped = Cow::Owned(so_far + &text[copied..at] + UNDERSCORE);
        copied = at + 1;
    }
    if let Cow::Owned(escaped) = &mut escaped {
        escaped.push_str(&text[copied..]);
    }
    escaped
}
