//! The database schema: one [`Migrator`] for SQLite and PostgreSQL, one migration per area.
//!
//! Timestamps are `BIGINT` milliseconds since 1970-01-01 UTC, so both databases compare and index
//! them alike. Enumerations are text, so rows are readable without the program.
#![expect(
    elided_lifetimes_in_paths,
    reason = "async_trait must see the signatures of MigrationTrait exactly as they are written"
)]

mod m20261128_000001_org_units;
mod m20261128_000002_reporting_units;
mod m20261128_000003_auth;
mod m20261128_000004_accounts;
mod m20261128_000005_applications;
mod m20261128_000006_search;
mod m20261128_000007_counts;
mod m20261128_000008_messages;
mod m20261128_000009_imports;
mod m20261128_000010_exports;
mod m20261128_000011_preferences;
mod schema;
mod state;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

pub use state::{SchemaState, schema_state};

/// Creates the tables and inserts the initial rows, among them the tree of org units.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261128_000001_org_units::Migration),
            Box::new(m20261128_000002_reporting_units::Migration),
            Box::new(m20261128_000003_auth::Migration),
            Box::new(m20261128_000004_accounts::Migration),
            Box::new(m20261128_000005_applications::Migration),
            Box::new(m20261128_000006_search::Migration),
            Box::new(m20261128_000007_counts::Migration),
            Box::new(m20261128_000008_messages::Migration),
            Box::new(m20261128_000009_imports::Migration),
            Box::new(m20261128_000010_exports::Migration),
            Box::new(m20261128_000011_preferences::Migration),
        ]
    }
}
