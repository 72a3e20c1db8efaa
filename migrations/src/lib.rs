//! The schema of the register: one [`Migrator`] for SQLite and PostgreSQL.
//!
//! Moments are `BIGINT` milliseconds since 1970 (UTC): they compare and index alike in both
//! databases. Enumerations are text, so that a row can be read without the program.
#![expect(
    elided_lifetimes_in_paths,
    reason = "async_trait must see the signatures of MigrationTrait exactly as they are written"
)]

mod m20261124_000001_units;
mod m20261124_000002_users;
mod m20261124_000003_accounts;
mod m20261124_000004_org_unit_tree;
mod m20261124_000005_preferences;
mod m20261124_000006_messages;
mod m20261124_000007_search;
mod m20261124_000008_imports;
mod m20261124_000009_export_runs;
mod m20261124_000010_export_tickets;
mod schema;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// Applies the schema, and the tree of organizing units with it.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_units::Migration),
            Box::new(m20261124_000002_users::Migration),
            Box::new(m20261124_000003_accounts::Migration),
            Box::new(m20261124_000004_org_unit_tree::Migration),
            Box::new(m20261124_000005_preferences::Migration),
            Box::new(m20261124_000006_messages::Migration),
            Box::new(m20261124_000007_search::Migration),
            Box::new(m20261124_000008_imports::Migration),
            Box::new(m20261124_000009_export_runs::Migration),
            Box::new(m20261124_000010_export_tickets::Migration),
        ]
    }
}

#[cfg(test)]
mod tests;
