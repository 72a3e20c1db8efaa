//! The event logs of accounts: signed documents of one, and the verification of all.

mod document;
mod verify;

pub use document::{DocumentError, DocumentKey, VerifiedDocument, verify_document};
pub use verify::{Fault, Report, verify_log};
