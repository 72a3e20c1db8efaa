//! A spreadsheet that is handed over while its rows are written.

use std::io::Write;
use std::vec::IntoIter;

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{DateTime, ZipWriter};

use super::abort::{Closing, Gate};
use super::cell::{Cell, Heading};
use super::error::WriteError;
use super::row::RowWriter;
use super::skeleton::{Sheet, Shell};

/// Rows of a sheet, with that of the titles.
pub const ROWS_PER_SHEET: u32 = 1_048_576;

/// The quickest compression: a file a fifth larger, in half the time.
const COMPRESSION: i64 = 1;
/// Bytes that are compressed at once.
const PIECE: usize = 64 * 1024;

/// Writes a spreadsheet: what is written is compressed and handed over at once, nothing waits for
/// the end. A sheet that is full is followed by another.
pub struct SheetWriter<W: Write> {
    /// Before the packer: dropped first, it keeps the packer from ending a file that broke off.
    closing: Closing,
    zip: ZipWriter<StreamWriter<Gate<W>>>,
    rows: RowWriter,
    sheet: Sheet,
    /// Sheets that follow.
    sheets: IntoIter<Sheet>,
    /// Rows of the sheet at hand, without the titles.
    written: u64,
    /// What is to be compressed next.
    xml: String,
}

impl<W: Write> std::fmt::Debug for SheetWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SheetWriter")
            .field("sheet", &self.sheet.name)
            .field("written", &self.written)
            .finish_non_exhaustive()
    }
}

impl<W: Write> SheetWriter<W> {
    /// Begins a file for at most so many rows; the beginning of the file says how many sheets it
    /// has and how far they reach. `rows_per_sheet` is [`ROWS_PER_SHEET`], or less in tests.
    ///
    /// # Errors
    /// When the bytes are not taken, or `name` cannot name a sheet.
    pub fn new(
        out: W,
        name: &str,
        headings: &[Heading<'_>],
        rows: u64,
        rows_per_sheet: u32,
    ) -> Result<Self, WriteError> {
        let per_sheet = u64::from(rows_per_sheet.clamp(2, ROWS_PER_SHEET) - 1);
        let full = rows / per_sheet;
        let mut sheets: Vec<u64> = (0..full).map(|_| per_sheet).collect();
        if full == 0 || !rows.is_multiple_of(per_sheet) {
            sheets.push(rows % per_sheet);
        }
        let Shell {
            parts,
            sheets,
            styles,
        } = Shell::new(name, headings, &sheets)?;
        let (gate, closing) = Gate::new(out);
        let mut zip = ZipWriter::new_stream(gate);
        for part in parts {
            zip.start_file(part.name, options())?;
            zip.write_all(&part.bytes)?;
        }
        let mut sheets = sheets.into_iter();
        let sheet = sheets.next().ok_or(WriteError::Shell)?;
        let columns = u16::try_from(headings.len()).unwrap_or(u16::MAX);
        let mut writer = Self {
            closing,
            zip,
            rows: RowWriter::new(columns, styles),
            sheet,
            sheets,
            written: 0,
            xml: String::with_capacity(2 * PIECE),
        };
        writer.begin_sheet()?;
        Ok(writer)
    }

    fn begin_sheet(&mut self) -> Result<(), WriteError> {
        self.zip.start_file(self.sheet.name.as_str(), options())?;
        self.xml.push_str(&self.sheet.head);
        self.written = 0;
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), WriteError> {
        self.xml.push_str(&self.sheet.tail);
        self.hand_over()
    }

    fn hand_over(&mut self) -> Result<(), WriteError> {
        self.zip.write_all(self.xml.as_bytes())?;
        self.xml.clear();
        Ok(())
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When the bytes are not taken, or there are more rows than were said.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> Result<(), WriteError> {
        if self.written >= self.sheet.rows {
            let next = self.sheets.next().ok_or(WriteError::TooManyRows)?;
            self.end_sheet()?;
            self.sheet = next;
            self.begin_sheet()?;
        }
        self.written += 1;
        // Below the titles.
        self.rows.write(self.written + 1, cells, &mut self.xml);
        if self.xml.len() >= PIECE {
            self.hand_over()?;
        }
        Ok(())
    }

    /// Ends the file; sheets that were announced and not reached have their titles only.
    ///
    /// # Errors
    /// When the bytes are not taken.
    pub fn finish(mut self) -> Result<(), WriteError> {
        self.end_sheet()?;
        while let Some(next) = self.sheets.next() {
            self.sheet = next;
            self.begin_sheet()?;
            self.end_sheet()?;
        }
        let Self { closing, zip, .. } = self;
        zip.finish()?;
        drop(closing);
        Ok(())
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_level(Some(COMPRESSION))
        .last_modified_time(DateTime::default())
}
