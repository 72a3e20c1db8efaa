//! The real program, asked over HTTP and through a browser; every test that touches a database runs
//! on SQLite and on PostgreSQL. `cargo xtask test e2e` starts what they need.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod accounts;
mod auth;
mod browser;
mod commands;
mod concurrency;
mod deployment;
mod exports;
mod imports;
mod messages;
mod org_units;
mod permissions;
mod preferences;
mod problems;
mod reporting_units;
mod reviews;
mod waiting;
