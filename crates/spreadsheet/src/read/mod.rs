//! Reading of uploaded spreadsheets.

mod cell;
mod csv;
mod detect;
mod error;
mod headers;
mod limits;
mod rows;
mod source;
mod text_budget;
mod workbook;
mod xls;
mod xlsx;

use std::panic::{AssertUnwindSafe, catch_unwind};

use nmrs_domain::import::MAX_IMPORT_BYTES;

use self::csv::CsvSource;
use self::detect::{Format, detect_format};
pub use self::error::ReadError;
use self::workbook::read_workbook;
use self::xls::XlsSource;
use self::xlsx::XlsxSource;
use crate::layout::ImportFile;

/// Finds the header of an uploaded spreadsheet and returns its rows, cleaned but not checked.
///
/// The format is detected from the content; `filename` only names the sheet of a CSV file.
pub fn read_import(filename: &str, bytes: &[u8]) -> Result<ImportFile, ReadError> {
    if bytes.len() > MAX_IMPORT_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let read = || match detect_format(bytes)? {
        Format::ZipArchive => read_workbook(&mut XlsxSource::open(bytes)?),
        Format::CompoundFile => read_workbook(&mut XlsSource::open(bytes)?),
        Format::Text => read_workbook(&mut CsvSource::open(filename, bytes)?),
    };
    // A panic in a parsing library fails this file, not the request.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Damaged))
}
