//! Indexes that are taken away while many rows go in: sorting once at the end is faster than
//! finding a place for each row in ten trees.

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};

use crate::{Handle as _, StoreError, Tx};

/// Tables that a fill writes much of.
const TABLES: &str = "('accounts', 'applications', 'account_keys', 'account_search')";

/// An index as the database itself describes it: what is made again is what was there.
#[derive(Debug, FromQueryResult)]
pub(super) struct Index {
    name: String,
    definition: String,
}

/// Drops every index that is not the work of a constraint, and answers which they were.
pub(super) async fn drop_all(tx: &Tx) -> Result<Vec<Index>, StoreError> {
    let backend = tx.c().get_database_backend();
    let sql = match backend {
        // Those of constraints have no text.
        DbBackend::Sqlite => format!(
            "SELECT name, sql AS definition FROM sqlite_master \
             WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN {TABLES} ORDER BY rowid"
        ),
        _ => format!(
            "SELECT c.relname::text AS name, pg_get_indexdef(i.indexrelid) AS definition \
             FROM pg_index i \
             JOIN pg_class c ON c.oid = i.indexrelid \
             JOIN pg_class t ON t.oid = i.indrelid \
             WHERE t.relname IN {TABLES} AND t.relnamespace = current_schema()::regnamespace \
             AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid) \
             ORDER BY c.oid"
        ),
    };
    let found = Index::find_by_statement(Statement::from_string(backend, sql))
        .all(tx.c())
        .await?;
    for index in &found {
        tx.c()
            .execute_unprepared(&format!("DROP INDEX \"{}\"", index.name))
            .await?;
    }
    Ok(found)
}

/// Makes them again.
pub(super) async fn create_all(tx: &Tx, indexes: &[Index]) -> Result<(), StoreError> {
    for index in indexes {
        tx.c().execute_unprepared(&index.definition).await?;
        tracing::info!(index.name = %index.name, "index made");
    }
    Ok(())
}
