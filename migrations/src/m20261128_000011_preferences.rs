//! Users' preferences for the page.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, integer, references, text};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(user_preferences()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["user_preferences"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn user_preferences() -> TableCreateStatement {
    Table::create()
        .table("user_preferences")
        .col(integer("user_id"))
        .col(text("name"))
        // JSON. Other versions of the program may store what this one cannot read.
        .col(text("value"))
        .col(integer("updated_at"))
        .primary_key(Index::create().col("user_id").col("name"))
        .foreign_key(
            references("user_preferences", "user_id", "users").on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}
