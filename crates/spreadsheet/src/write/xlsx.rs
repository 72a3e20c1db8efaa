//! Streaming of workbooks: bytes leave while rows are written.

use std::io::Write;
use std::vec::IntoIter;

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{DateTime, ZipWriter};

use super::abort::{AbortOnDrop, AbortableWriter};
use super::cell::{Cell, Heading};
use super::error::WriteError;
use super::row::RowWriter;
use super::skeleton::{SheetSkeleton, WorkbookSkeleton};

/// Rows of a sheet including the titles: the limit of Excel.
pub const ROWS_PER_SHEET: u32 = 1_048_576;

/// The fastest level: the file is a fifth larger than by default, in half of the time.
const COMPRESSION_LEVEL: i64 = 1;
/// Bytes of XML compressed at once.
const CHUNK_BYTES: usize = 64 * 1024;

/// Writes an .xlsx workbook to a stream. A full sheet is followed by another one.
pub struct XlsxWriter<W: Write> {
    /// Declared before `zip` to be dropped first: dropping `zip` would finish an incomplete archive.
    abort: AbortOnDrop,
    zip: ZipWriter<StreamWriter<AbortableWriter<W>>>,
    row_writer: RowWriter,
    sheet: SheetSkeleton,
    next_sheets: IntoIter<SheetSkeleton>,
    /// Rows written to the current sheet, without the titles.
    written: u64,
    /// XML not compressed yet.
    xml: String,
}

impl<W: Write> std::fmt::Debug for XlsxWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("XlsxWriter")
            .field("sheet", &self.sheet.name)
            .field("written", &self.written)
            .finish_non_exhaustive()
    }
}

impl<W: Write> XlsxWriter<W> {
    /// Starts a workbook of at most `rows` rows: its first parts declare the sheets and their
    /// dimensions. `rows_per_sheet` is [`ROWS_PER_SHEET`], or less in tests.
    ///
    /// # Errors
    /// If `name` is not a valid name of a sheet, or `out` fails.
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
        let WorkbookSkeleton {
            parts,
            sheets,
            formats,
        } = WorkbookSkeleton::new(name, headings, &sheets)?;
        let (out, abort) = AbortableWriter::new(out);
        let mut zip = ZipWriter::new_stream(out);
        for part in parts {
            zip.start_file(part.name, options())?;
            zip.write_all(&part.bytes)?;
        }
        let mut next_sheets = sheets.into_iter();
        let sheet = next_sheets.next().ok_or(WriteError::Skeleton("sheet"))?;
        let columns = u16::try_from(headings.len()).unwrap_or(u16::MAX);
        let mut writer = Self {
            abort,
            zip,
            row_writer: RowWriter::new(columns, formats),
            sheet,
            next_sheets,
            written: 0,
            xml: String::with_capacity(2 * CHUNK_BYTES),
        };
        writer.start_sheet()?;
        Ok(writer)
    }

    fn start_sheet(&mut self) -> Result<(), WriteError> {
        self.zip.start_file(self.sheet.name.as_str(), options())?;
        self.xml.push_str(&self.sheet.head);
        self.written = 0;
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), WriteError> {
        self.xml.push_str(&self.sheet.tail);
        self.compress()
    }

    fn compress(&mut self) -> Result<(), WriteError> {
        self.zip.write_all(self.xml.as_bytes())?;
        self.xml.clear();
        Ok(())
    }

    /// # Errors
    /// [`WriteError::TooManyRows`] after the number of rows that the workbook was started with.
    pub fn write_row<'a>(
        &mut self,
        cells: impl IntoIterator<Item = Cell<'a>>,
    ) -> Result<(), WriteError> {
        if self.written >= self.sheet.rows {
            let next = self.next_sheets.next().ok_or(WriteError::TooManyRows)?;
            self.end_sheet()?;
            self.sheet = next;
            self.start_sheet()?;
        }
        self.written += 1;
        // Row 1 has the titles.
        self.row_writer
            .write(self.written + 1, cells, &mut self.xml);
        if self.xml.len() >= CHUNK_BYTES {
            self.compress()?;
        }
        Ok(())
    }

    /// Finishes the archive. Announced sheets that were not reached contain only titles.
    pub fn finish(mut self) -> Result<(), WriteError> {
        self.end_sheet()?;
        while let Some(next) = self.next_sheets.next() {
            self.sheet = next;
            self.start_sheet()?;
            self.end_sheet()?;
        }
        let Self { abort, zip, .. } = self;
        zip.finish()?;
        drop(abort);
        Ok(())
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_level(Some(COMPRESSION_LEVEL))
        .last_modified_time(DateTime::default())
}
