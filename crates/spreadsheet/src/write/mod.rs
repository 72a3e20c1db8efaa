//! Rows to files that other programs open.

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
pub use xlsx::{ROWS_PER_SHEET, SheetWriter};

#[cfg(test)]
mod tests;
