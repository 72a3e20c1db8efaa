//! Rows as the tables have them; hand-written, because generated ones differ per database.

pub(crate) mod account_counts;
pub(crate) mod account_events;
pub(crate) mod account_keys;
pub(crate) mod accounts;
pub(crate) mod applications;
pub(crate) mod calendar_days;
pub(crate) mod export_runs;
pub(crate) mod export_tickets;
pub(crate) mod idempotency_keys;
pub(crate) mod identifier_counters;
pub(crate) mod import_rows;
pub(crate) mod imports;
pub(crate) mod job_runs;
pub(crate) mod login_failures;
pub(crate) mod messages;
pub(crate) mod org_units;
pub(crate) mod refresh_tokens;
pub(crate) mod reporting_units;
pub(crate) mod reviews;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod user_preferences;
pub(crate) mod users;
