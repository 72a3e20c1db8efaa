//! Calls that read accounts.

pub(super) mod duplicates;
pub(super) mod get;
pub(super) mod identity_check;
pub(super) mod list;
pub(super) mod summary;
