//! The log of an account.

pub(super) mod events;
pub(super) mod log_document;
pub(super) mod verification;
