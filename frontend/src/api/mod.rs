//! The server's API, one function a call.
//!
//! Every function takes an [`Api`] (from [`use_api`]) and answers with [`ApiResult`]. Expired tokens
//! are renewed, an ended session is asked for again over the page, and a POST that is repeated
//! because its answer was lost carries the same `Idempotency-Key`: pages need not know.

pub mod accounts;
pub mod auth;
pub mod calendar;
mod client;
mod error;
pub mod exports;
mod idempotency;
pub mod imports;
pub mod messages;
pub mod org_units;
pub mod preferences;
mod query;
mod renew;
pub mod reporting_units;
pub mod reviews;
mod transfer;
mod transport;

pub use client::{Api, use_api};
pub use error::{ApiError, ApiResult};
pub use query::path_with;
pub use transfer::{FileAnswer, Moved, Transfer};
