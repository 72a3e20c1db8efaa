//! Bulk writes.

mod account_row;
mod account_rows;
mod counters;
mod indexes;
mod inserter;
mod loader;
mod loader_rows;
mod records;

pub use inserter::Inserter;
pub use loader::{FillError, FilledUnit, Filler};
pub use records::{BulkAccount, BulkApplication, BulkEvent, BulkReview};
