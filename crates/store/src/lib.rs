//! Everything that touches the database: rows ↔ domain types, scoped queries, transactions.
//!
//! Functions that list or fetch take the caller's [`Scope`], which becomes part of the query
//! itself: what is out of scope is never read. Functions that write take a [`Tx`]; a write is a
//! conditional update, and the caller commits once everything that belongs together is written.

pub mod accounts;
pub mod applications;
mod batch;
pub mod bulk;
pub mod calendar;
mod connect;
mod contains;
pub mod counts;
mod entity;
mod error;
pub mod events;
pub mod export_runs;
pub mod export_tickets;
pub mod idempotency;
pub mod imports;
pub mod jobs;
mod key_list;
pub mod login_failures;
pub mod messages;
mod moment;
pub mod org_units;
mod packed;
pub mod preferences;
pub mod reporting_units;
mod scope;
pub mod sessions;
mod statistics;
pub mod users;

pub use connect::{Handle, Options, Snapshot, Store, Tx};
pub use error::StoreError;
pub use scope::Scope;
