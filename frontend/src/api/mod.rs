//! API of the server, one function per call.
//!
//! Every function takes an [`Api`] (from [`use_api`]). Expired tokens
//! are renewed, an ended session is asked for again over the page, and a POST that is repeated
//! because its answer was lost carries the same `Idempotency-Key`: pages need not know.

pub mod accounts;
pub mod auth;
pub mod calendar;
mod client;
pub mod exports;
pub mod imports;
pub mod messages;
pub mod org_units;
pub mod preferences;
pub mod reporting_units;
pub mod reviews;
mod transfer;

pub use client::{Api, ApiError, ApiResult, path_with, use_api};
pub use transfer::{FileAnswer, Transfer, TransferProgress};
