//! Tables of accounts, applications and events.

pub(crate) mod account_counts;
pub(crate) mod account_events;
pub(crate) mod account_keys;
pub(crate) mod accounts;
pub(crate) mod applications;
pub(crate) mod reviews;
