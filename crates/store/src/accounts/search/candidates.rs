//! Which accounts could contain a text, as the index of names and links knows them.

use nmrs_domain::search::Piece;
use sea_orm::sea_query::{ArrayType, Expr, SimpleExpr, Value};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::ngrams::having;
use crate::accounts::fetch::number;
use crate::{Handle, StoreError};

/// Accounts that have all pieces of the texts; the text itself is compared afterwards.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::accounts) enum Candidates {
    /// SQLite looks them up again, which takes it less than to be told their keys.
    Pieces(Vec<Piece>),
    /// PostgreSQL is told what it has found: it would visit every one of them a second time.
    Keys(Vec<i64>),
}

impl Candidates {
    /// Looks them up, and counts them up to `most`.
    pub(in crate::accounts) async fn find(
        db: &impl Handle,
        pieces: Vec<Piece>,
        most: u64,
    ) -> Result<(Self, u64), StoreError> {
        let backend = db.c().get_database_backend();
        let having = having(backend, &pieces);
        if backend == DbBackend::Sqlite {
            let sql = format!(
                "SELECT count(*) FROM (SELECT 1 FROM account_search WHERE {having} LIMIT {most})"
            );
            let found = number(db, Statement::from_string(backend, sql)).await?;
            return Ok((Self::Pieces(pieces), found));
        }
        let sql = format!(
            "SELECT ARRAY(SELECT account_id FROM account_search WHERE {having} LIMIT {most})"
        );
        let row = db
            .c()
            .query_one_raw(Statement::from_string(backend, sql))
            .await?;
        let keys: Vec<i64> = match row {
            Some(row) => row.try_get_by_index(0)?,
            None => Vec::new(),
        };
        let found = keys.len() as u64;
        Ok((Self::Keys(keys), found))
    }

    /// The condition to be one of them, of the first `most` if that is given. It is written so that
    /// they are looked up first, and everything else is tested on them.
    pub(in crate::accounts) fn among(&self, most: Option<u64>) -> SimpleExpr {
        match self {
            Self::Pieces(pieces) => {
                let limit = most.map_or_else(String::new, |most| format!(" LIMIT {most}"));
                let having = having(DbBackend::Sqlite, pieces);
                Expr::cust(format!(
                    "accounts.id IN (SELECT rowid FROM account_search WHERE {having}{limit})"
                ))
            }
            Self::Keys(keys) => {
                let most = most.and_then(|most| usize::try_from(most).ok());
                let keys = keys.iter().take(most.unwrap_or(usize::MAX));
                let keys: Vec<Value> = keys.map(|&key| key.into()).collect();
                let keys = Value::Array(ArrayType::BigInt, Some(Box::new(keys)));
                Expr::cust_with_values("accounts.id = ANY ($1)", [keys])
            }
        }
    }
}
