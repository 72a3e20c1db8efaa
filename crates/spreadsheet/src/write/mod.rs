//! Rows to files that other programs open.

mod cell;
mod csv;
mod error;
mod gate;
mod row;
mod sheets;
mod shell;

pub use cell::{Cell, Heading};
pub use csv::CsvWriter;
pub use error::WriteError;
pub use sheets::{ROWS_PER_SHEET, SheetWriter};

#[cfg(test)]
mod tests;
