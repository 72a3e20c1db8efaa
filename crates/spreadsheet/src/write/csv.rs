//! CSV files that Chinese editions of spreadsheet programs open correctly.

use std::io::Write;

use super::cell::{Cell, Heading, clean, date_time_text, looks_like_formula};
use super::error::WriteError;

/// Without it, Chinese editions of Excel read the file as GB18030.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Writes CSV: UTF-8 with a byte order mark, CR LF line ends. A text that looks like a formula gets
/// a leading apostrophe, because CSV cannot mark a cell as text.
#[derive(Debug)]
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the titles.
    pub fn new(mut out: W, headings: &[Heading<'_>]) -> Result<Self, WriteError> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        out.write_record(headings.iter().map(|heading| heading.title))
            .map_err(io_error)?;
        Ok(Self { out })
    }

    pub fn write_row<'a>(
        &mut self,
        cells: impl IntoIterator<Item = Cell<'a>>,
    ) -> Result<(), WriteError> {
        for cell in cells {
            match cell {
                Cell::Empty => self.out.write_field(""),
                Cell::Text(text) if looks_like_formula(text) => {
                    self.out.write_field(format!("'{}", clean(text)))
                }
                Cell::Text(text) => self.out.write_field(clean(text).as_bytes()),
                Cell::Number(number) => self.out.write_field(number.to_string()),
                Cell::DateTime(time) => self.out.write_field(date_time_text(time)),
            }
            .map_err(io_error)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io_error)
    }

    pub fn flush(&mut self) -> Result<(), WriteError> {
        Ok(self.out.flush()?)
    }
}

fn io_error(error: csv::Error) -> WriteError {
    WriteError::Io(error.into())
}
