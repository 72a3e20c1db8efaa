//! Users, their sessions, lock-outs, and keys of repeated calls.

use sea_orm_migration::prelude::*;

use crate::schema::{flag, index, key, number, number_or_null, references, text};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000002_users"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("users")
                    .col(key())
                    .col(text("username").unique_key())
                    .col(text("role"))
                    .col(number_or_null("org_unit_id").unique_key())
                    .col(number_or_null("reporting_unit_id").unique_key())
                    .col(text("password_hash"))
                    .col(number("password_changed_at"))
                    .col(flag("disabled"))
                    .col(number("created_at"))
                    .foreign_key(&mut references("users", "org_unit_id", "org_units"))
                    .foreign_key(&mut references(
                        "users",
                        "reporting_unit_id",
                        "reporting_units",
                    ))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("sessions")
                    .col(key())
                    .col(number("user_id"))
                    .col(number("created_at"))
                    .col(number("last_used_at"))
                    .col(number("expires_at"))
                    .col(number_or_null("ended_at"))
                    .foreign_key(&mut references("sessions", "user_id", "users"))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("sessions", &["user_id"]))
            .await?;
        manager
            .create_index(index("sessions", &["expires_at"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("refresh_tokens")
                    // SHA-256 of the token: who reads the database cannot sign in with it.
                    .col(text("token_hash").primary_key())
                    .col(number("session_id"))
                    .col(number("issued_at"))
                    .col(number_or_null("used_at"))
                    .foreign_key(
                        references("refresh_tokens", "session_id", "sessions")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .take(),
            )
            .await?;
        manager
            .create_index(index("refresh_tokens", &["session_id"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("login_failures")
                    // `user:<name>` or `address:<ip>`.
                    .col(text("subject").primary_key())
                    .col(number("failures"))
                    .col(number("last_failed_at"))
                    .col(number("locked_until"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("idempotency_keys")
                    .col(number("user_id"))
                    .col(text("key"))
                    .col(text("request_hash"))
                    .col(number("response_status"))
                    .col(text("response_body"))
                    .col(number("created_at"))
                    .primary_key(Index::create().col("user_id").col("key"))
                    .foreign_key(&mut references("idempotency_keys", "user_id", "users"))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("idempotency_keys", &["created_at"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "idempotency_keys",
            "login_failures",
            "refresh_tokens",
            "sessions",
            "users",
        ] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}
