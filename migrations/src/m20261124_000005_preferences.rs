//! What users have chosen about the pages.

use sea_orm_migration::prelude::*;

use crate::schema::{number, references, text};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000005_preferences"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("user_preferences")
                    .col(number("user_id"))
                    .col(text("name"))
                    // JSON; what another version of the program stored must not stop this one.
                    .col(text("value"))
                    .col(number("updated_at"))
                    .primary_key(Index::create().col("user_id").col("name"))
                    .foreign_key(
                        references("user_preferences", "user_id", "users")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("user_preferences").take())
            .await
    }
}
