//! How far exports have come, so that a page can show it whichever server it asks.

use sea_orm_migration::prelude::*;

use crate::schema::{number, references, text};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000009_export_runs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("export_runs")
                    .col(number("user_id"))
                    // Chosen by the caller, its own per user.
                    .col(text("key"))
                    .col(number("written"))
                    .col(number("total"))
                    .col(text("state"))
                    .col(number("updated_at"))
                    .primary_key(Index::create().col("user_id").col("key"))
                    .foreign_key(
                        references("export_runs", "user_id", "users")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("export_runs").take())
            .await
    }
}
