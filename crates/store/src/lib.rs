//! Access to the database: conversion between rows and domain types, scoped queries, transactions.
//!
//! Functions that read take an [`Executor`] and, if the rows belong to units, the [`Scope`] of the
//! caller, which becomes part of the query: rows out of scope are never read. Functions that write
//! take a [`Tx`] that the caller commits. All of them fail with a [`StoreError`]; an `# Errors`
//! section only names variants that a caller should handle.
#![warn(missing_docs)]

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
pub mod export_tickets;
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

pub use db::{Executor, Options, Snapshot, Store, Tx};
pub use error::StoreError;
pub use scope::Scope;
