//! The accounts that can contain a search term, according to the search index.

use nmrs_domain::search::Ngram;
use sea_orm::sea_query::{ArrayType, Expr, SimpleExpr, Value};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::ngrams::contains_all;
use crate::accounts::fetch::fetch_number;
use crate::{Executor, StoreError};

/// The accounts whose index entry has all n-grams of the search terms. The texts themselves are
/// compared afterwards.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::accounts) enum Candidates {
    /// On SQLite: a second look-up in the index is cheaper than binding the ids.
    Ngrams(Vec<Ngram>),
    /// On PostgreSQL: a second look-up would visit every candidate again.
    Ids(Vec<i64>),
}

impl Candidates {
    /// Looks up the candidates and counts them, both up to `limit`.
    pub(in crate::accounts) async fn find(
        db: &impl Executor,
        ngrams: Vec<Ngram>,
        limit: u64,
    ) -> Result<(Self, u64), StoreError> {
        let backend = db.conn().get_database_backend();
        let condition = contains_all(backend, &ngrams);
        if backend == DbBackend::Sqlite {
            let sql = format!(
                "SELECT count(*) FROM (SELECT 1 FROM account_search WHERE {condition} LIMIT {limit})"
            );
            let found = fetch_number(db, Statement::from_string(backend, sql)).await?;
            return Ok((Self::Ngrams(ngrams), found));
        }
        let sql = format!(
            "SELECT ARRAY(SELECT account_id FROM account_search WHERE {condition} LIMIT {limit})"
        );
        let row = db
            .conn()
            .query_one_raw(Statement::from_string(backend, sql))
            .await?;
        let ids: Vec<i64> = match row {
            Some(row) => row.try_get_by_index(0)?,
            None => Vec::new(),
        };
        let found = ids.len() as u64;
        Ok((Self::Ids(ids), found))
    }

    /// The condition to be one of the first `limit` candidates, or of all. Its form makes the planner
    /// start from the candidates.
    pub(in crate::accounts) fn condition(&self, limit: Option<u64>) -> SimpleExpr {
        match self {
            Self::Ngrams(ngrams) => {
                let limit = limit.map_or_else(String::new, |limit| format!(" LIMIT {limit}"));
                let condition = contains_all(DbBackend::Sqlite, ngrams);
                Expr::cust(format!(
                    "accounts.id IN (SELECT rowid FROM account_search WHERE {condition}{limit})"
                ))
            }
            Self::Ids(ids) => {
                let limit = limit.and_then(|limit| usize::try_from(limit).ok());
                let ids = ids.iter().take(limit.unwrap_or(usize::MAX));
                let ids: Vec<Value> = ids.map(|&id| id.into()).collect();
                let ids = Value::Array(ArrayType::BigInt, Some(Box::new(ids)));
                Expr::cust_with_values("accounts.id = ANY ($1)", [ids])
            }
        }
    }
}
