//! Writing of rows to files for spreadsheet programs.

mod abort;
mod cell;
mod csv;
mod error;
mod row;
mod skeleton;
mod xlsx;

pub use cell::{Cell, Heading};
pub use csv::CsvWriter;
pub use error::WriteError;
pub use xlsx::{ROWS_PER_SHEET, XlsxWriter};

#[cfg(test)]
mod tests;
