//! Reporting units, and the counters from which their accounts' identifiers are drawn.

use sea_orm_migration::prelude::*;

use crate::schema::{
    boolean, drop_tables, execute, id, index, integer, integer_or_null, order_by_bytes, references,
    text,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Full names are unique among units that are not deleted.
const UNIQUE_NAME: &str = "CREATE UNIQUE INDEX reporting_units_living_name \
                           ON reporting_units (name) WHERE deleted_at IS NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(reporting_units()).await?;
        order_by_bytes(manager, "reporting_units", "code").await?;
        for ancestor in ["org1_id", "org2_id", "org3_id"] {
            manager
                .create_index(index("reporting_units", &[ancestor, "code"]))
                .await?;
        }
        execute(manager, &[UNIQUE_NAME]).await?;
        manager.create_table(identifier_counters()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["identifier_counters", "reporting_units"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn reporting_units() -> TableCreateStatement {
    Table::create()
        .table("reporting_units")
        .col(id())
        .col(text("code").unique_key())
        .col(text("name"))
        .col(integer("org_unit_id"))
        // Ancestors by level: a scope is an equality on one of these columns.
        .col(integer("org1_id"))
        .col(integer_or_null("org2_id"))
        .col(integer_or_null("org3_id"))
        .col(integer("account_count").default(0))
        .col(boolean("profile_complete"))
        .col(integer("created_at"))
        .col(integer_or_null("deleted_at"))
        .foreign_key(&mut references(
            "reporting_units",
            "org_unit_id",
            "org_units",
        ))
        .take()
}

fn identifier_counters() -> TableCreateStatement {
    Table::create()
        .table("identifier_counters")
        .col(integer("reporting_unit_id"))
        .col(text("platform_code"))
        .col(integer("last_number"))
        .primary_key(
            Index::create()
                .col("reporting_unit_id")
                .col("platform_code"),
        )
        .foreign_key(&mut references(
            "identifier_counters",
            "reporting_unit_id",
            "reporting_units",
        ))
        .take()
}
