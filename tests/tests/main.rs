//! End-to-end tests of the real program, over HTTP and through a browser, on SQLite and PostgreSQL.
//! `cargo xtask test e2e` provides what they need.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod accounts;
mod answers;
mod auth;
mod browser;
mod commands;
mod concurrency;
mod deployment;
mod exports;
mod imports;
mod messages;
mod operations;
mod org_units;
mod permissions;
mod preferences;
mod problems;
mod reporting_units;
mod reviews;
mod waiting_time;
