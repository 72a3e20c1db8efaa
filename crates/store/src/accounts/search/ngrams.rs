//! The search index of names and links (`account_search`): n-grams per account.
//!
//! Only submitted accounts are indexed. A reporting unit has so few accounts that they are scanned.

use nmrs_domain::account::DraftFields;
use nmrs_domain::search::{Ngram, index_ngrams};
use nmrs_domain::values::ids::{AccountId, OrgUnitId};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::{Executor as _, StoreError, Tx};

/// The n-grams of an account below a level-1 org unit.
pub(crate) fn ngrams_of_fields(fields: &DraftFields, org1: OrgUnitId) -> Vec<Ngram> {
    index_ngrams(
        fields.name.as_deref().unwrap_or_default(),
        fields.url.as_deref().unwrap_or_default(),
        fields.external_id.as_deref(),
        org1,
    )
}

/// N-grams as a column value: words of a full-text document on SQLite, an array on PostgreSQL.
pub(crate) fn as_value(backend: DbBackend, ngrams: &[Ngram]) -> String {
    match backend {
        DbBackend::Sqlite => words(ngrams, "").join(" "),
        _ => array(ngrams),
    }
}

/// The column with the id of the account.
pub(crate) const fn id_column(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "rowid",
        _ => "account_id",
    }
}

/// Writes the index entry of an account, replacing an earlier one.
pub(in crate::accounts) async fn write(
    tx: &Tx,
    id: AccountId,
    ngrams: &[Ngram],
) -> Result<(), StoreError> {
    let backend = tx.conn().get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => "INSERT OR REPLACE INTO account_search (rowid, pieces) VALUES (?, ?)",
        _ => {
            "INSERT INTO account_search (account_id, pieces) VALUES ($1, $2::integer[]) \
             ON CONFLICT (account_id) DO UPDATE SET pieces = excluded.pieces"
        }
    };
    let values = [id.0.into(), as_value(backend, ngrams).into()];
    let statement = Statement::from_sql_and_values(backend, sql, values);
    tx.conn().execute_raw(statement).await?;
    Ok(())
}

/// Removes the index entry of an account that is no longer listed.
pub(in crate::accounts) async fn remove(tx: &Tx, id: AccountId) -> Result<(), StoreError> {
    let backend = tx.conn().get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => "DELETE FROM account_search WHERE rowid = ?",
        _ => "DELETE FROM account_search WHERE account_id = $1",
    };
    let statement = Statement::from_sql_and_values(backend, sql, [id.0.into()]);
    tx.conn().execute_raw(statement).await?;
    Ok(())
}

/// Merges the segments of SQLite's full-text index after a bulk load.
pub(crate) async fn optimize(tx: &Tx) -> Result<(), StoreError> {
    if tx.conn().get_database_backend() == DbBackend::Sqlite {
        tx.conn()
            .execute_unprepared("INSERT INTO account_search (account_search) VALUES ('optimize')")
            .await?;
    }
    Ok(())
}

/// Returns the SQL condition that an index entry has all of the n-grams. N-grams are numbers, so
/// they are part of the SQL text without risk of injection.
pub(super) fn contains_all(backend: DbBackend, ngrams: &[Ngram]) -> String {
    match backend {
        DbBackend::Sqlite => {
            format!("account_search MATCH '{}'", words(ngrams, "\"").join(" "))
        }
        // In a subquery, because PostgreSQL would scan the whole table for n-grams that it sees and
        // estimates as frequent.
        _ => format!("pieces @> (SELECT '{}'::integer[])", array(ngrams)),
    }
}

fn words(ngrams: &[Ngram], quote: &str) -> Vec<String> {
    ngrams
        .iter()
        .map(|ngram| format!("{quote}{ngram:x}{quote}"))
        .collect()
}

fn array(ngrams: &[Ngram]) -> String {
    let numbers: Vec<String> = ngrams.iter().map(ToString::to_string).collect();
    format!("{{{}}}", numbers.join(","))
}
