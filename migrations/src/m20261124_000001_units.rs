//! Organizing units, reporting units, and what is counted for them.

use sea_orm_migration::prelude::*;

use crate::schema::{flag, index, key, number, number_or_null, order_by_bytes, references, text};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000001_units"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("settings")
                    .col(text("key").primary_key())
                    .col(text("value"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("org_units")
                    .col(key())
                    .col(text("code").unique_key())
                    .col(text("name"))
                    .col(number_or_null("parent_id"))
                    .col(number("level"))
                    .col(text("branch"))
                    .col(flag("disabled"))
                    // The number that the last reporting unit was given; only ever grows.
                    .col(number("last_unit_number").default(0))
                    .foreign_key(&mut references("org_units", "parent_id", "org_units"))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("org_units", &["parent_id"]))
            .await?;
        manager.create_table(reporting_units()).await?;
        order_by_bytes(manager, "reporting_units", "code").await?;
        for org in ["org1_id", "org2_id", "org3_id"] {
            manager
                .create_index(index("reporting_units", &[org, "code"]))
                .await?;
        }
        // A full name is unique among living units only. sea-query has no partial index.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX reporting_units_living_name ON reporting_units (name) \
                 WHERE deleted_at IS NULL",
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("identifier_counters")
                    .col(number("reporting_unit_id"))
                    .col(text("platform_code"))
                    .col(number("last_number"))
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
                    .take(),
            )
            .await?;
        // Submitted accounts in the scope of each org unit of level 1 to 3, kept up to date by
        // every transition: a total over a province must not count its rows.
        manager
            .create_table(
                Table::create()
                    .table("account_counts")
                    .col(number("org_unit_id"))
                    .col(text("status"))
                    .col(text("kind"))
                    .col(number("accounts"))
                    .primary_key(Index::create().col("org_unit_id").col("status").col("kind"))
                    .foreign_key(&mut references(
                        "account_counts",
                        "org_unit_id",
                        "org_units",
                    ))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "account_counts",
            "identifier_counters",
            "reporting_units",
            "org_units",
            "settings",
        ] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}

fn reporting_units() -> TableCreateStatement {
    Table::create()
        .table("reporting_units")
        .col(key())
        .col(text("code").unique_key())
        .col(text("name"))
        .col(number("org_unit_id"))
        // The ancestors, level by level: scope is an equality on one of them.
        .col(number("org1_id"))
        .col(number_or_null("org2_id"))
        .col(number_or_null("org3_id"))
        .col(number("account_count").default(0))
        .col(flag("profile_complete"))
        .col(number("created_at"))
        .col(number_or_null("deleted_at"))
        .foreign_key(&mut references(
            "reporting_units",
            "org_unit_id",
            "org_units",
        ))
        .take()
}
