//! Everything that touches the database: rows ↔ domain types, scoped queries, transactions.
//!
//! Functions that list or fetch take the caller's [`Scope`], which becomes part of the query
//! itself: what is out of scope is never read. Functions that write take a [`Tx`]; a write is a
//! conditional update, and the caller commits once everything that belongs together is written.

pub mod accounts;
pub mod applications;
pub mod bulk;
pub mod calendar;
pub mod counts;
mod db;
mod entity;
mod error;
pub mod events;
pub mod export_runs;
pub mod idempotency;
pub mod imports;
pub mod jobs;
pub mod login_failures;
pub mod messages;
pub mod org_units;
pub mod preferences;
pub mod reporting_units;
mod scope;
pub mod sessions;
pub mod users;

pub use db::{Handle, Options, Snapshot, Store, Tx};
pub use error::StoreError;
pub use scope::Scope;
