//! From what was typed to what is registered: each form collects all its errors.

mod account;
mod decision;

pub use account::{draft, fields};
pub use decision::{Decision, MAX_REASON, Verdict, decision};
