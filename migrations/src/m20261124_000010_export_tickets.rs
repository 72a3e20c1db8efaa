//! One-time tickets for the download of exports.

use sea_orm_migration::prelude::*;

use crate::schema::{index, number, references, text};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000010_export_tickets"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("export_tickets")
                    .col(text("ticket_hash").primary_key())
                    .col(number("session_id"))
                    // The body of the request, as JSON.
                    .col(text("request"))
                    .col(text("export_key"))
                    .col(number("expires_at"))
                    .foreign_key(
                        references("export_tickets", "session_id", "sessions")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .take(),
            )
            .await?;
        for column in ["session_id", "expires_at"] {
            manager
                .create_index(index("export_tickets", &[column]))
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("export_tickets").take())
            .await
    }
}
