//! Users, sessions with their refresh tokens, and failed log-ins.

use sea_orm_migration::prelude::*;

use crate::schema::{boolean, drop_tables, id, index, integer, integer_or_null, references, text};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(users()).await?;
        manager.create_table(sessions()).await?;
        for column in ["user_id", "expires_at"] {
            manager.create_index(index("sessions", &[column])).await?;
        }
        manager.create_table(refresh_tokens()).await?;
        manager
            .create_index(index("refresh_tokens", &["session_id"]))
            .await?;
        manager.create_table(login_failures()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &["login_failures", "refresh_tokens", "sessions", "users"],
        )
        .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn users() -> TableCreateStatement {
    Table::create()
        .table("users")
        .col(id())
        .col(text("username").unique_key())
        .col(text("role"))
        // One of the two is set: each office and each reporting unit has one user.
        .col(integer_or_null("org_unit_id").unique_key())
        .col(integer_or_null("reporting_unit_id").unique_key())
        .col(text("password_hash"))
        .col(integer("password_changed_at"))
        .col(boolean("disabled"))
        .col(integer("created_at"))
        .foreign_key(&mut references("users", "org_unit_id", "org_units"))
        .foreign_key(&mut references(
            "users",
            "reporting_unit_id",
            "reporting_units",
        ))
        .take()
}

fn sessions() -> TableCreateStatement {
    Table::create()
        .table("sessions")
        .col(id())
        .col(integer("user_id"))
        .col(integer("created_at"))
        .col(integer("last_used_at"))
        .col(integer("expires_at"))
        .col(integer_or_null("ended_at"))
        .foreign_key(&mut references("sessions", "user_id", "users"))
        .take()
}

fn refresh_tokens() -> TableCreateStatement {
    Table::create()
        .table("refresh_tokens")
        // SHA-256 of the token, so that a copy of the database does not allow log-ins.
        .col(text("token_hash").primary_key())
        .col(integer("session_id"))
        .col(integer("issued_at"))
        .col(integer_or_null("used_at"))
        .foreign_key(
            references("refresh_tokens", "session_id", "sessions")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn login_failures() -> TableCreateStatement {
    Table::create()
        .table("login_failures")
        // `user:<name>` or `address:<ip>`.
        .col(text("subject").primary_key())
        .col(integer("failures"))
        .col(integer("last_failed_at"))
        .col(integer("locked_until"))
        .take()
}
