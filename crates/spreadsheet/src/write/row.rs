//! Rows as the XML of a sheet.

use std::borrow::Cow;
use std::fmt::Write as _;

use quick_xml::escape::partial_escape;
use rust_xlsxwriter::utility::column_number_to_name;

use super::cell::{Cell, clean, looks_like_formula, serial};
use super::skeleton::Styles;

/// Writes rows one below the other.
pub(super) struct RowWriter {
    /// How the columns are called.
    columns: Vec<String>,
    styles: Styles,
}

impl RowWriter {
    pub(super) fn new(columns: u16, styles: Styles) -> Self {
        Self {
            columns: (0..columns).map(column_number_to_name).collect(),
            styles,
        }
    }

    /// Adds a row; the first of a sheet is 1. Cells beyond the last column are not written.
    ///
    /// Texts are always written as texts; one that looks like a formula is also marked, so that it
    /// does not become one when somebody edits its cell.
    pub(super) fn write<'a>(
        &self,
        number: u64,
        cells: impl IntoIterator<Item = Cell<'a>>,
        xml: &mut String,
    ) {
        let number = number.to_string();
        let number = number.as_str();
        let begin = |xml: &mut String, column: &str, style: Option<u32>| {
            push_all(xml, ["<c r=\"", column, number, "\""]);
            if let Some(style) = style {
                // Writing to a String does not fail.
                let _ = write!(xml, " s=\"{style}\"");
            }
        };
        push_all(xml, ["<row r=\"", number, "\">"]);
        for (column, cell) in self.columns.iter().zip(cells) {
            match cell {
                Cell::Empty | Cell::Text("") => {}
                Cell::Text(text) => {
                    begin(
                        xml,
                        column,
                        looks_like_formula(text).then_some(self.styles.quoted),
                    );
                    write_text(text, xml);
                }
                Cell::Number(number) => {
                    begin(xml, column, None);
                    let _ = write!(xml, "><v>{number}</v></c>");
                }
                Cell::Moment(at) => {
                    begin(xml, column, Some(self.styles.moment));
                    let _ = write!(xml, "><v>{}</v></c>", serial(at));
                }
            }
        }
        xml.push_str("</row>");
    }
}

fn write_text(text: &str, xml: &mut String) {
    let text = clean(text);
    // Else programs take blanks at the ends for blanks between tags.
    let space = if text.trim().len() == text.len() {
        "><is><t>"
    } else {
        "><is><t xml:space=\"preserve\">"
    };
    let text = without_escapes(&text);
    push_all(
        xml,
        [
            " t=\"inlineStr\"",
            space,
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

/// Programs read `_x0041_` as the character of this number: such a text has its first sign written
/// as a number as well.
fn without_escapes(text: &str) -> Cow<'_, str> {
    const UNDERSCORE: &str = "_x005F_";
    let is_escape = |at: usize| {
        text.as_bytes()
            .get(at + 2..at + 7)
            .and_then(<[u8]>::split_last)
            .is_some_and(|(end, digits)| *end == b'_' && digits.iter().all(u8::is_ascii_hexdigit))
    };
    let mut written = Cow::Borrowed(text);
    let mut kept = 0;
    for (at, _) in text.match_indices("_x").filter(|(at, _)| is_escape(*at)) {
        let so_far = match written {
            Cow::Borrowed(_) => String::new(),
            Cow::Owned(so_far) => so_far,
        };
        written = Cow::Owned(so_far + &text[kept..at] + UNDERSCORE);
        kept = at + 1;
    }
    if let Cow::Owned(written) = &mut written {
        written.push_str(&text[kept..]);
    }
    written
}
