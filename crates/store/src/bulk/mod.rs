//! Bulk writes: accounts with everything that belongs to them, 500 rows per statement.
//!
//! Elsewhere this crate writes one account at a time and updates counts, counters and the hash chain
//! with it. Here they are summed up in memory. A [`BulkInserter`] adds accounts to a register in use;
//! a [`BulkLoader`] fills an empty one with generated data. Either is one transaction.

mod account_batches;
mod account_row;
mod counters;
mod indexes;
mod inserter;
mod load_batches;
mod loader;
mod records;

pub use inserter::BulkInserter;
pub use loader::{BulkLoadError, BulkLoader};
pub use records::{BulkAccount, BulkApplication, BulkEvent, BulkReview, LoadedUnit};
