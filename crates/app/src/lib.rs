//! The use cases of the register: one verb a file, one transaction each.
//!
//! A use case takes the [`App`], the actor, and what was sent; it checks the form with
//! `nmrs_domain`, reads and writes through `nmrs_store`, and answers with a wire type. It knows
//! nothing of HTTP.
#![warn(missing_docs)]

pub mod accounts;
pub mod auth;
pub mod calendar;
mod clock;
mod context;
pub mod demo;
pub mod document;
mod error;
pub mod exports;
pub mod housekeeping;
mod idempotency;
pub mod imports;
pub mod init;
pub mod messages;
mod org_tree;
pub mod org_units;
pub mod preferences;
mod random;
pub mod reporting_units;
pub mod reviews;
pub mod transition;
pub mod verify_log;
mod waiting;

pub use clock::{Clock, SystemClock};
pub use context::{App, Settings};
pub use error::{AppError, Refused};
pub use idempotency::{Answered, IdempotencyKey};
pub use random::{Random, SeededRandom, SystemRandom};
