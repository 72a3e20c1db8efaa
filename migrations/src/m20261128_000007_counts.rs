//! Account counts per org unit.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, integer, references, text};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(account_counts()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["account_counts"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Submitted accounts in the scope of each org unit of level 1 to 3. Every transition updates the
/// counts, because counting a province's rows on each request takes too long.
fn account_counts() -> TableCreateStatement {
    Table::create()
        .table("account_counts")
        .col(integer("org_unit_id"))
        .col(text("status"))
        .col(text("kind"))
        .col(integer("accounts"))
        .primary_key(Index::create().col("org_unit_id").col("status").col("kind"))
        .foreign_key(&mut references(
            "account_counts",
            "org_unit_id",
            "org_units",
        ))
        .take()
}
