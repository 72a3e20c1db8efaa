//! The calendar of working days, messages, and jobs that run once however many servers there are;
//! indexes of what waits.

use sea_orm_migration::prelude::*;

use crate::schema::{index, key, number, number_or_null, references, text, text_or_null};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000006_messages"
    }
}

/// Partial indexes, which sea-query cannot write; both databases read the same text.
///
/// Of a million accounts some ten thousands wait: an index over those alone is small, is written
/// only when one begins or ends to wait, and has them in the order of waiting for every scope. What
/// stands behind `id` is only read: for counts, conditions, and other orders. The queue of an office
/// has its own already (`accounts_by_turn`).
const PARTIAL_INDEXES: [&str; 6] = [
    "CREATE INDEX accounts_waiting ON accounts \
     (step_since, id, status, kind, turn_org_id, modified_at, created_at) \
     WHERE turn_org_id IS NOT NULL",
    "CREATE INDEX accounts_waiting_by_org1 ON accounts \
     (org1_id, step_since, id, status, kind, turn_org_id, modified_at, created_at) \
     WHERE turn_org_id IS NOT NULL",
    "CREATE INDEX accounts_waiting_by_org2 ON accounts \
     (org2_id, step_since, id, status, kind, turn_org_id, modified_at, created_at) \
     WHERE turn_org_id IS NOT NULL",
    "CREATE INDEX accounts_waiting_by_org3 ON accounts \
     (org3_id, step_since, id, status, kind, turn_org_id, modified_at, created_at) \
     WHERE turn_org_id IS NOT NULL",
    // The bell asks every minute; what was read is not looked at.
    "CREATE INDEX messages_unread ON messages (user_id, id) WHERE read_at IS NULL",
    // What was read long ago is removed.
    "CREATE INDEX messages_read ON messages (read_at) WHERE read_at IS NOT NULL",
];

const ACCOUNT_INDEXES: [&str; 4] = [
    "accounts_waiting",
    "accounts_waiting_by_org1",
    "accounts_waiting_by_org2",
    "accounts_waiting_by_org3",
];

/// What the central office may change, and the version that says that it did.
const SETTINGS: [(&str, &str); 2] = [("review_limit", "5"), ("calendar_version", "1")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(calendar_days()).await?;
        manager.create_table(messages()).await?;
        manager
            .create_index(index("messages", &["user_id", "id"]))
            .await?;
        manager.create_table(job_runs()).await?;
        let db = manager.get_connection();
        for sql in PARTIAL_INDEXES {
            db.execute_unprepared(sql).await?;
        }
        for (key, value) in SETTINGS {
            let sql = format!("INSERT INTO settings (key, value) VALUES ('{key}', '{value}')");
            db.execute_unprepared(&sql).await?;
        }
        db.execute_unprepared(
            "INSERT INTO job_runs (name, holder, held_until, last_run) \
             VALUES ('reminders', '', 0, 0)",
        )
        .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for name in ACCOUNT_INDEXES {
            db.execute_unprepared(&format!("DROP INDEX {name}")).await?;
        }
        for (key, _) in SETTINGS {
            db.execute_unprepared(&format!("DELETE FROM settings WHERE key = '{key}'"))
                .await?;
        }
        for table in ["job_runs", "messages", "calendar_days"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}

fn calendar_days() -> TableCreateStatement {
    Table::create()
        .table("calendar_days")
        // `2026-10-01`: a day in China, which has no time zone of its own.
        .col(text("day").primary_key())
        // `off` or `work`.
        .col(text("kind"))
        .col(text("note"))
        .take()
}

fn messages() -> TableCreateStatement {
    Table::create()
        .table("messages")
        .col(key())
        // A unit or an office has exactly one user.
        .col(number("user_id"))
        .col(text("kind"))
        .col(text("title"))
        .col(text("body"))
        .col(number_or_null("account_id"))
        .col(number_or_null("application_id"))
        // What must not be told twice says so here.
        .col(text_or_null("dedupe_key").unique_key())
        .col(number("created_at"))
        .col(number_or_null("read_at"))
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
        // The server that is at it, and until when the others leave it alone.
        .col(text("holder"))
        .col(number("held_until"))
        // When it was last finished.
        .col(number("last_run"))
        .take()
}
