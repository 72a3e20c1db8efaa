//! The index of names and links (`account_search`): how it is written, and how it says what it is
//! asked for.
//!
//! It has what offices see. A unit finds its own accounts by reading them.

use nmrs_domain::account::DraftFields;
use nmrs_domain::ids::{AccountId, OrgUnitId};
use nmrs_domain::search::{Piece, pieces_of};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::{Handle as _, StoreError, Tx};

/// The pieces of an account below a level-1 org unit.
pub(crate) fn pieces_of_fields(fields: &DraftFields, org1: OrgUnitId) -> Vec<Piece> {
    pieces_of(
        fields.name.as_deref().unwrap_or_default(),
        fields.url.as_deref().unwrap_or_default(),
        fields.external_id.as_deref(),
        org1,
    )
}

/// Pieces as the index takes them: words of a text in SQLite, an array in PostgreSQL.
pub(crate) fn as_value(backend: DbBackend, pieces: &[Piece]) -> String {
    match backend {
        DbBackend::Sqlite => words(pieces, "").join(" "),
        _ => array(pieces),
    }
}

/// The column by which an account stands in the index.
pub(crate) const fn key_column(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "rowid",
        _ => "account_id",
    }
}

/// Writes the pieces of an account in place of those before.
pub(in crate::accounts) async fn write(
    tx: &Tx,
    id: AccountId,
    pieces: &[Piece],
) -> Result<(), StoreError> {
    let backend = tx.c().get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => "INSERT OR REPLACE INTO account_search (rowid, pieces) VALUES (?, ?)",
        _ => {
            "INSERT INTO account_search (account_id, pieces) VALUES ($1, $2::integer[]) \
             ON CONFLICT (account_id) DO UPDATE SET pieces = excluded.pieces"
        }
    };
    let values = [id.0.into(), as_value(backend, pieces).into()];
    let statement = Statement::from_sql_and_values(backend, sql, values);
    tx.c().execute_raw(statement).await?;
    Ok(())
}

/// Removes an account that offices do not see any more.
pub(in crate::accounts) async fn remove(tx: &Tx, id: AccountId) -> Result<(), StoreError> {
    let backend = tx.c().get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => "DELETE FROM account_search WHERE rowid = ?",
        _ => "DELETE FROM account_search WHERE account_id = $1",
    };
    let statement = Statement::from_sql_and_values(backend, sql, [id.0.into()]);
    tx.c().execute_raw(statement).await?;
    Ok(())
}

/// Joins the parts of the index that a fill has written one after the other.
pub(crate) async fn tidy(tx: &Tx) -> Result<(), StoreError> {
    if tx.c().get_database_backend() == DbBackend::Sqlite {
        tx.c()
            .execute_unprepared("INSERT INTO account_search (account_search) VALUES ('optimize')")
            .await?;
    }
    Ok(())
}

/// The condition that an account has all of the pieces. They are numbers: they stand in the text.
pub(in crate::accounts) fn having(backend: DbBackend, pieces: &[Piece]) -> String {
    match backend {
        DbBackend::Sqlite => {
            format!("account_search MATCH '{}'", words(pieces, "\"").join(" "))
        }
        // Behind a query of its own: of pieces that it sees and that very many have, PostgreSQL
        // would rather read the whole table.
        _ => format!("pieces @> (SELECT '{}'::integer[])", array(pieces)),
    }
}

fn words(pieces: &[Piece], quote: &str) -> Vec<String> {
    pieces
        .iter()
        .map(|piece| format!("{quote}{piece:x}{quote}"))
        .collect()
}

fn array(pieces: &[Piece]) -> String {
    let numbers: Vec<String> = pieces.iter().map(ToString::to_string).collect();
    format!("{{{}}}", numbers.join(","))
}
