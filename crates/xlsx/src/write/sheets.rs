//! A spreadsheet, written row by row without being kept in memory.

use std::io::Write;

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::cell::{Cell, Heading, clean, looks_like_formula, serial};
use super::error::WriteError;

/// Rows of a sheet, with that of the titles.
pub const ROWS_PER_SHEET: u32 = 1_048_576;

/// The quickest compression: a file a fifth larger, in half the time.
const COMPRESSION: u8 = 1;

/// Writes a spreadsheet. Rows wait in a temporary file, uncompressed; what is finished is handed
/// over as it is compressed. A sheet that is full is followed by another.
pub struct SheetWriter {
    book: Workbook,
    name: String,
    headings: Vec<(String, f64)>,
    rows_per_sheet: u32,
    sheets: usize,
    /// The row that is written next, in the sheet at hand.
    next: u32,
    moment: Format,
    quoted: Format,
}

impl std::fmt::Debug for SheetWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SheetWriter")
            .field("sheets", &self.sheets)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl SheetWriter {
    /// Begins with the titles. `rows_per_sheet` is [`ROWS_PER_SHEET`], or less in tests.
    ///
    /// # Errors
    /// When there is no place for temporary files, or `name` cannot name a sheet.
    pub fn new(
        name: &str,
        headings: &[Heading<'_>],
        rows_per_sheet: u32,
    ) -> Result<Self, WriteError> {
        let mut book = Workbook::new();
        book.set_zip_compression_level(COMPRESSION);
        let owned = headings.iter().map(|h| (h.title.to_owned(), h.width));
        let mut writer = Self {
            book,
            name: name.to_owned(),
            headings: owned.collect(),
            rows_per_sheet: rows_per_sheet.clamp(2, ROWS_PER_SHEET),
            sheets: 0,
            next: 0,
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            quoted: Format::new().set_quote_prefix(),
        };
        writer.begin_sheet()?;
        Ok(writer)
    }

    fn begin_sheet(&mut self) -> Result<(), WriteError> {
        self.end_sheet()?;
        self.sheets += 1;
        let name = match self.sheets {
            1 => self.name.clone(),
            number => format!("{} ({number})", self.name),
        };
        let header = Format::new()
            .set_bold()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0xDD_EB_F7));
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 1)?;
        for (at, (title, width)) in (0..).zip(&self.headings) {
            sheet.set_column_width(at, *width)?;
            sheet.write_string_with_format(0, at, title.as_str(), &header)?;
        }
        self.next = 1;
        Ok(())
    }

    /// Rows can be filtered by what their columns say.
    fn end_sheet(&mut self) -> Result<(), WriteError> {
        let Some(last) = self.sheets.checked_sub(1) else {
            return Ok(());
        };
        let columns = u16::try_from(self.headings.len()).unwrap_or(u16::MAX);
        let sheet = self.book.worksheet_from_index(last)?;
        if let Some(last_column) = columns.checked_sub(1) {
            sheet.autofilter(0, 0, self.next.saturating_sub(1), last_column)?;
        }
        Ok(())
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When the temporary file takes no more.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> Result<(), WriteError> {
        if self.next >= self.rows_per_sheet {
            self.begin_sheet()?;
        }
        let sheet = self.book.worksheet_from_index(self.sheets - 1)?;
        for (at, cell) in (0..).zip(cells) {
            write(sheet, self.next, at, cell, &self.moment, &self.quoted)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Hands the finished file over.
    ///
    /// # Errors
    /// When the bytes are not taken.
    pub fn finish(mut self, out: impl Write + Send) -> Result<(), WriteError> {
        self.end_sheet()?;
        Ok(self.book.save_to_writer(out)?)
    }
}

/// Texts are always written as texts; one that looks like a formula is also marked, so that it does
/// not become one when somebody edits its cell.
fn write(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: Cell<'_>,
    moment: &Format,
    quoted: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty | Cell::Text("") => {}
        Cell::Text(text) if looks_like_formula(text) => {
            sheet.write_string_with_format(row, at, clean(text), quoted)?;
        }
        Cell::Text(text) => {
            sheet.write_string(row, at, clean(text))?;
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts and keys are far below 2^53"
        )]
        Cell::Number(number) => {
            sheet.write_number(row, at, number as f64)?;
        }
        Cell::Moment(at_moment) => {
            sheet.write_number_with_format(row, at, serial(at_moment), moment)?;
        }
    }
    Ok(())
}
