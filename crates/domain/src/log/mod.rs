//! Reading the log of an account: which events are asked for, and whether they are as they were
//! written. What an event is stands in [`crate::event`].

mod chain;
mod query;

pub use chain::{ChainReport, ChainVerifier, Fault, FaultReason};
pub use query::{EventFilter, EventQuery};
