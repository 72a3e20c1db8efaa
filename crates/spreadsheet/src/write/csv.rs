//! Comma-separated values, as spreadsheet programs of Chinese users open them.

use std::io::Write;

use super::cell::{Cell, Heading, clean, looks_like_formula, written};
use super::error::WriteError;

/// Tells that the file is UTF-8; without it, Excel reads Chinese as something else.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Writes comma-separated values: UTF-8 with a byte order mark, lines that end with CR LF. What
/// looks like a formula gets an apostrophe in front, because a file of this kind cannot say that it
/// is a text.
#[derive(Debug)]
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the titles.
    ///
    /// # Errors
    /// When the bytes are not taken.
    pub fn new(mut out: W, headings: &[Heading<'_>]) -> Result<Self, WriteError> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        out.write_record(headings.iter().map(|heading| heading.title))
            .map_err(io)?;
        Ok(Self { out })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When the bytes are not taken.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> Result<(), WriteError> {
        for cell in cells {
            match cell {
                Cell::Empty => self.out.write_field(""),
                Cell::Text(text) if looks_like_formula(text) => {
                    self.out.write_field(format!("'{}", clean(text)))
                }
                Cell::Text(text) => self.out.write_field(clean(text).as_bytes()),
                Cell::Number(number) => self.out.write_field(number.to_string()),
                Cell::Moment(at) => self.out.write_field(written(at)),
            }
            .map_err(io)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io)
    }

    /// Hands over what was written so far.
    ///
    /// # Errors
    /// When the bytes are not taken.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        Ok(self.out.flush()?)
    }
}

fn io(error: csv::Error) -> WriteError {
    WriteError::Io(error.into())
}
