//! What accounts are searched for by, and what they are compared by.

use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::search::index_ngrams;
use nmrs_domain::similarity::{link_key, name_key};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};

use crate::schema::{index, number, references, text, text_or_null};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000007_search"
    }
}

/// Pieces of names and links, by account that offices see (`nmrs_domain::search`). In SQLite a full-text index
/// without a text: the pieces are its words. In PostgreSQL an inverted index over an array.
fn search_index(backend: DbBackend) -> &'static [&'static str] {
    match backend {
        DbBackend::Sqlite => &[
            "CREATE VIRTUAL TABLE account_search USING fts5(pieces, content='', \
             contentless_delete=1, detail='none', tokenize='ascii')",
        ],
        _ => &[
            "CREATE TABLE account_search (account_id bigint PRIMARY KEY \
             REFERENCES accounts (id) ON DELETE CASCADE, pieces integer[] NOT NULL)",
            "CREATE INDEX account_search_by_pieces ON account_search USING gin (pieces)",
        ],
    }
}

/// Each serves a comparison in the whole register, or below one level-1 org unit, alone.
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
        let db = manager.get_connection();
        let backend = manager.get_database_backend();
        for sql in search_index(backend) {
            db.execute_unprepared(sql).await?;
        }
        manager.create_table(keys()).await?;
        for (name, columns) in KEY_INDEXES {
            let mut index = index("account_keys", columns);
            manager.create_index(index.name(name).take()).await?;
        }
        let mut after = 0;
        loop {
            let accounts = some_accounts(db, backend, after).await?;
            let Some(last) = accounts.last() else {
                return Ok(());
            };
            after = last.id;
            for account in &accounts {
                account.write(db, backend).await?;
            }
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["account_keys", "account_search"] {
            manager
                .drop_table(Table::drop().table(table).take())
                .await?;
        }
        Ok(())
    }
}

/// What living accounts are compared by (`nmrs_domain::likeness`).
fn keys() -> TableCreateStatement {
    Table::create()
        .table("account_keys")
        .col(number("account_id").primary_key())
        .col(number("reporting_unit_id"))
        .col(number("org_unit_id"))
        .col(number("org1_id"))
        .col(text("platform_code"))
        .col(text_or_null("name_key"))
        .col(text_or_null("link_key"))
        .foreign_key(&mut references("account_keys", "account_id", "accounts"))
        .take()
}

/// An account that was there before.
#[derive(FromQueryResult)]
struct Account {
    id: i64,
    reporting_unit_id: i64,
    org_unit_id: i64,
    org1_id: i64,
    platform_code: String,
    name: String,
    url: String,
    external_id: Option<String>,
    status: String,
}

async fn some_accounts(
    db: &SchemaManagerConnection<'_>,
    backend: DbBackend,
    after: i64,
) -> Result<Vec<Account>, DbErr> {
    let sql = format!(
        "SELECT id, reporting_unit_id, org_unit_id, org1_id, platform_code, name, url, \
         external_id, status FROM accounts WHERE id > {after} ORDER BY id LIMIT 1000"
    );
    Account::find_by_statement(Statement::from_string(backend, sql))
        .all(db)
        .await
}

impl Account {
    async fn write(
        &self,
        db: &SchemaManagerConnection<'_>,
        backend: DbBackend,
    ) -> Result<(), DbErr> {
        // What offices do not see is not searched by them.
        if matches!(self.status.as_str(), "draft" | "gone") {
            return Ok(());
        }
        let org1 = OrgUnitId(self.org1_id);
        let pieces = index_ngrams(&self.name, &self.url, self.external_id.as_deref(), org1);
        // Numbers only: nothing that was typed gets into the text of the statement.
        let sql = if backend == DbBackend::Sqlite {
            let words: Vec<String> = pieces.iter().map(|piece| format!("{piece:x}")).collect();
            format!(
                "INSERT INTO account_search (rowid, pieces) VALUES ({}, '{}')",
                self.id,
                words.join(" ")
            )
        } else {
            let numbers: Vec<String> = pieces.iter().map(ToString::to_string).collect();
            format!(
                "INSERT INTO account_search (account_id, pieces) VALUES ({}, '{{{}}}')",
                self.id,
                numbers.join(",")
            )
        };
        db.execute_unprepared(&sql).await?;
        if self.status == "closed" {
            return Ok(());
        }
        let mut insert = Query::insert();
        insert.into_table("account_keys").columns([
            "account_id",
            "reporting_unit_id",
            "org_unit_id",
            "org1_id",
            "platform_code",
            "name_key",
            "link_key",
        ]);
        insert.values_panic([
            self.id.into(),
            self.reporting_unit_id.into(),
            self.org_unit_id.into(),
            self.org1_id.into(),
            self.platform_code.as_str().into(),
            name_key(&self.name).into(),
            link_key(&self.url).into(),
        ]);
        db.execute(&insert).await?;
        Ok(())
    }
}
