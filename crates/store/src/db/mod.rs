//! The database connection and helpers that every table uses.

pub(crate) mod batch_insert;
mod connect;
pub(crate) mod id_list;
pub(crate) mod json_rows;
pub(crate) mod like;
mod planner_statistics;
pub(crate) mod timestamp;

pub use connect::{Handle, Options, Snapshot, Store, Tx};
