//! Search index of accounts, and the keys that find similar accounts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::schema::{drop_tables, execute, integer, named_index, references, text, text_or_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// N-grams of names and links (`nmrs_domain::search`), as numbers, of the accounts that offices
/// see. In SQLite a full-text index without its text, whose words are the numbers.
const SQLITE_SEARCH: [&str; 1] = [
    "CREATE VIRTUAL TABLE account_search USING fts5(pieces, content='', contentless_delete=1, \
     detail='none', tokenize='ascii')",
];

/// In PostgreSQL an inverted index over an array.
const POSTGRES_SEARCH: [&str; 2] = [
    "CREATE TABLE account_search (account_id bigint PRIMARY KEY \
     REFERENCES accounts (id) ON DELETE CASCADE, pieces integer[] NOT NULL)",
    "CREATE INDEX account_search_by_pieces ON account_search USING gin (pieces)",
];

/// Each index alone serves a comparison in the whole register, or below one level-1 org unit.
const KEY_INDEXES: [(&str, &[&str]); 4] = [
    (
        "account_keys_by_name",
        &[
            "name_key",
            "platform_code",
            "reporting_unit_id",
            "org_unit_id",
        ],
    ),
    (
        "account_keys_by_org1_name",
        &["org1_id", "name_key", "platform_code", "reporting_unit_id"],
    ),
    ("account_keys_by_link", &["link_key", "reporting_unit_id"]),
    (
        "account_keys_by_org1_link",
        &["org1_id", "link_key", "reporting_unit_id"],
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Sqlite => execute(manager, &SQLITE_SEARCH).await?,
            _ => execute(manager, &POSTGRES_SEARCH).await?,
        }
        manager.create_table(account_keys()).await?;
        for (name, columns) in KEY_INDEXES {
            let index = named_index(name, "account_keys", columns);
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["account_keys", "account_search"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Normalised names and links of living accounts, equal for similar accounts.
fn account_keys() -> TableCreateStatement {
    Table::create()
        .table("account_keys")
        .col(integer("account_id").primary_key())
        .col(integer("reporting_unit_id"))
        .col(integer("org_unit_id"))
        .col(integer("org1_id"))
        .col(text("platform_code"))
        .col(text_or_null("name_key"))
        .col(text_or_null("link_key"))
        .foreign_key(&mut references("account_keys", "account_id", "accounts"))
        .take()
}
