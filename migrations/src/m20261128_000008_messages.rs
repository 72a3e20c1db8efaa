//! Working-day calendar, messages, and jobs that one server at a time runs.

use sea_orm_migration::prelude::*;

use crate::schema::{
    drop_tables, execute, id, index, integer, integer_or_null, references, text, text_or_null,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const PARTIAL_INDEXES: [&str; 2] = [
    // Each open page counts its user's unread messages once a minute.
    "CREATE INDEX messages_unread ON messages (user_id, id) WHERE read_at IS NULL",
    // The hourly cleanup deletes messages that were read long ago.
    "CREATE INDEX messages_read ON messages (read_at) WHERE read_at IS NOT NULL",
];

/// The time limit of a review in working days, which the central office may change; the version of
/// the calendar; the job that sends reminders, never run so far.
const ROWS: [&str; 2] = [
    "INSERT INTO settings (key, value) VALUES ('review_limit', '5'), ('calendar_version', '1')",
    "INSERT INTO job_runs (name, holder, held_until, last_run) VALUES ('reminders', '', 0, 0)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(calendar_days()).await?;
        manager.create_table(messages()).await?;
        manager
            .create_index(index("messages", &["user_id", "id"]))
            .await?;
        manager.create_table(job_runs()).await?;
        execute(manager, &PARTIAL_INDEXES).await?;
        execute(manager, &ROWS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let settings = "DELETE FROM settings WHERE key IN ('review_limit', 'calendar_version')";
        execute(manager, &[settings]).await?;
        drop_tables(manager, &["job_runs", "messages", "calendar_days"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn calendar_days() -> TableCreateStatement {
    Table::create()
        .table("calendar_days")
        // Date in China, such as `2026-10-01`.
        .col(text("day").primary_key())
        // `off` or `work`.
        .col(text("kind"))
        .col(text("note"))
        .take()
}

fn messages() -> TableCreateStatement {
    Table::create()
        .table("messages")
        .col(id())
        .col(integer("user_id"))
        .col(text("kind"))
        .col(text("title"))
        .col(text("body"))
        .col(integer_or_null("account_id"))
        .col(integer_or_null("application_id"))
        // Set on messages that must not be sent twice.
        .col(text_or_null("dedupe_key").unique_key())
        .col(integer("created_at"))
        .col(integer_or_null("read_at"))
        .foreign_key(&mut references("messages", "user_id", "users"))
        .foreign_key(&mut references("messages", "account_id", "accounts"))
        .foreign_key(&mut references(
            "messages",
            "application_id",
            "applications",
        ))
        .take()
}

fn job_runs() -> TableCreateStatement {
    Table::create()
        .table("job_runs")
        .col(text("name").primary_key())
        // Lease: the server that runs the job, and the end of its claim.
        .col(text("holder"))
        .col(integer("held_until"))
        // Time of the last completed run; 0 if there was none.
        .col(integer("last_run"))
        .take()
}
