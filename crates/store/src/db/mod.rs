//! The database connection, and helpers that the queries of several tables use.

pub(crate) mod batch_insert;
mod connect;
mod executor;
pub(crate) mod id_list;
pub(crate) mod json;
pub(crate) mod json_rows;
pub(crate) mod like;
mod planner_statistics;
pub(crate) mod timestamp;

pub use connect::{Options, Store};
pub use executor::{Executor, Snapshot, Tx};
