//! Applications, their reviews, and the event log of accounts.

use sea_orm_migration::prelude::*;

use crate::schema::{
    drop_tables, execute, id, index, integer, integer_or_null, references, text, text_or_null,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// At most one open application per account.
const UNIQUE_OPEN: &str =
    "CREATE UNIQUE INDEX applications_open ON applications (account_id) WHERE state = 'open'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(applications()).await?;
        manager
            .create_index(index("applications", &["account_id", "id"]))
            .await?;
        execute(manager, &[UNIQUE_OPEN]).await?;
        manager.create_table(reviews()).await?;
        manager.create_table(events()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["account_events", "reviews", "applications"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn applications() -> TableCreateStatement {
    Table::create()
        .table("applications")
        .col(id())
        .col(integer("account_id"))
        .col(text("kind"))
        // open, approved, rejected, resubmitted, abandoned, removed
        .col(text("state"))
        // JSON: the form as the event log has it.
        .col(text("form"))
        // JSON: the requested fields of a modification.
        .col(text_or_null("requested"))
        .col(integer("applied_at"))
        .col(integer("applied_by"))
        .col(integer_or_null("closed_at"))
        .foreign_key(&mut references("applications", "account_id", "accounts"))
        .foreign_key(&mut references("applications", "applied_by", "users"))
        .take()
}

fn reviews() -> TableCreateStatement {
    Table::create()
        .table("reviews")
        .col(id())
        .col(integer("application_id"))
        .col(integer("org_unit_id"))
        .col(integer("user_id"))
        .col(text("verdict"))
        .col(text("reason"))
        .col(text("reviewer_name"))
        .col(text("reviewer_phone"))
        .col(integer("decided_at"))
        .foreign_key(&mut references("reviews", "application_id", "applications"))
        .foreign_key(&mut references("reviews", "org_unit_id", "org_units"))
        .foreign_key(&mut references("reviews", "user_id", "users"))
        // An office decides on an application once. The use case checks it too.
        .index(
            Index::create()
                .name("reviews_once")
                .col("application_id")
                .col("org_unit_id")
                .unique(),
        )
        .take()
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("account_events")
        .col(integer("account_id"))
        .col(integer("seq"))
        .col(integer("at"))
        .col(text("actor_code"))
        .col(text("actor_name"))
        .col(text("kind"))
        .col(text_or_null("from_status"))
        .col(text("to_status"))
        .col(text("details"))
        .col(text("hash"))
        .primary_key(Index::create().col("account_id").col("seq"))
        .foreign_key(&mut references("account_events", "account_id", "accounts"))
        .take()
}
