//! The pages of one account.

mod conflicts;
mod form_addresses;
mod lifecycle;
mod log;
