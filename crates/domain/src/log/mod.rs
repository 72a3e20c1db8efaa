//! Queries and verification of the log of an account. The events themselves are in
//! [`crate::event`].

mod chain;
mod query;

pub use chain::{ChainReport, ChainVerifier, Fault, FaultReason};
pub use query::{EventFilter, EventQuery};
