//! Progress and download tickets of exports, and idempotency keys.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, index, integer, references, text};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(export_runs()).await?;
        manager.create_table(export_tickets()).await?;
        for column in ["session_id", "expires_at"] {
            manager
                .create_index(index("export_tickets", &[column]))
                .await?;
        }
        manager.create_table(idempotency_keys()).await?;
        manager
            .create_index(index("idempotency_keys", &["created_at"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &["idempotency_keys", "export_tickets", "export_runs"],
        )
        .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Progress is in the database so that any server can report it.
fn export_runs() -> TableCreateStatement {
    Table::create()
        .table("export_runs")
        .col(integer("user_id"))
        // Chosen by the caller, unique per user.
        .col(text("key"))
        .col(integer("written"))
        .col(integer("total"))
        .col(text("state"))
        .col(integer("updated_at"))
        .primary_key(Index::create().col("user_id").col("key"))
        .foreign_key(
            references("export_runs", "user_id", "users").on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

/// A ticket allows one download without an access token.
fn export_tickets() -> TableCreateStatement {
    Table::create()
        .table("export_tickets")
        // SHA-256 of the ticket, so that a copy of the database does not allow downloads.
        .col(text("ticket_hash").primary_key())
        .col(integer("session_id"))
        // JSON: the body of the call that requested the ticket.
        .col(text("request"))
        .col(text("export_key"))
        .col(integer("expires_at"))
        .foreign_key(
            references("export_tickets", "session_id", "sessions")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn idempotency_keys() -> TableCreateStatement {
    Table::create()
        .table("idempotency_keys")
        .col(integer("user_id"))
        .col(text("key"))
        .col(text("request_hash"))
        .col(integer("response_status"))
        .col(text("response_body"))
        .col(integer("created_at"))
        .primary_key(Index::create().col("user_id").col("key"))
        .foreign_key(&mut references("idempotency_keys", "user_id", "users"))
        .take()
}
