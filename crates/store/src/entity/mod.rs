//! SeaORM entities, one per table. Written by hand, because generated ones differ per database.

mod account;
pub(crate) mod calendar_days;
pub(crate) mod export_runs;
pub(crate) mod export_tickets;
pub(crate) mod idempotency_keys;
pub(crate) mod import_rows;
pub(crate) mod imports;
pub(crate) mod job_runs;
pub(crate) mod settings;
mod unit;
mod user;

pub(crate) use account::{
    account_counts, account_events, account_keys, accounts, applications, reviews,
};
pub(crate) use unit::{identifier_counters, org_units, reporting_units};
pub(crate) use user::{
    login_failures, messages, refresh_tokens, sessions, user_preferences, users,
};
