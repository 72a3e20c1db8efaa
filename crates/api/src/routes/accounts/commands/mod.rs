//! Calls that change an account.

pub(super) mod abandon;
pub(super) mod close;
pub(super) mod create;
pub(super) mod delete;
pub(super) mod discard;
pub(super) mod modify;
pub(super) mod restore;
pub(super) mod resubmit;
pub(super) mod submit;
pub(super) mod update;
