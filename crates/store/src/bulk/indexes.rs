//! Drops indexes during a bulk load and recreates them: one sort at the end is faster than inserting
//! each row into ten trees.

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};

use crate::{Executor as _, StoreError, Tx};

/// The tables with most of the loaded rows.
const TABLES: &str = "('accounts', 'applications', 'account_keys', 'account_search')";

/// An index with its definition, as read from the database.
#[derive(Debug, FromQueryResult)]
pub(super) struct Index {
    name: String,
    definition: String,
}

/// Drops every index that does not belong to a constraint, and returns them.
pub(super) async fn drop_all(tx: &Tx) -> Result<Vec<Index>, StoreError> {
    let backend = tx.conn().get_database_backend();
    let sql = match backend {
        // Indexes of constraints have no SQL text.
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
        .all(tx.conn())
        .await?;
    for index in &found {
        tx.conn()
            .execute_unprepared(&format!("DROP INDEX \"{}\"", index.name))
            .await?;
    }
    Ok(found)
}

pub(super) async fn create_all(tx: &Tx, indexes: &[Index]) -> Result<(), StoreError> {
    for index in indexes {
        tx.conn().execute_unprepared(&index.definition).await?;
        tracing::info!(index.name = %index.name, "Created an index");
    }
    Ok(())
}
