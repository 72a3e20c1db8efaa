//! The use cases of the register: one verb a file, one transaction each.
//!
//! A use case takes the [`App`], the caller's session and the input; it checks the form with
//! `nmrs_domain`, reads and writes through `nmrs_store`, and returns an API type. HTTP is unknown
//! here.
#![warn(missing_docs)]

pub mod accounts;
pub mod auth;
pub mod calendar;
pub mod cleanup;
mod context;
mod error;
pub mod event_log;
pub mod exports;
mod idempotency;
pub mod imports;
pub mod init;
pub mod messages;
pub mod org_units;
pub mod preferences;
pub mod reporting_units;
pub mod reviews;
pub mod workflow;

pub use context::{App, Clock, Random, SeededRandom, Settings, SystemClock, SystemRandom};
pub use error::{AppError, Refused};
pub use idempotency::{Answered, IdempotencyKey};
