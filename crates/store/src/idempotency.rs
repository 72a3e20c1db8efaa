//! Keys of repeatable calls: the second call with a key gets the first one's answer.

use nmrs_domain::ids::UserId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::db::timestamp::to_ms;
use crate::entity::idempotency_keys::{self, Column};
use crate::{Handle, StoreError, Tx};

/// The answer that was given to a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Hash of the request that it answered.
    pub request_hash: String,
    /// How far the work is, as an HTTP status.
    pub status: u16,
    /// Body.
    pub body: String,
}

/// The answer that a user's key was given, if there is one.
///
/// # Errors
/// Database errors.
pub async fn find(db: &impl Handle, user: UserId, key: &str) -> Result<Option<Stored>, StoreError> {
    let row = idempotency_keys::Entity::find_by_id((user.0, key.to_owned()))
        .one(db.c())
        .await?;
    Ok(row.map(|row| Stored {
        request_hash: row.request_hash,
        status: u16::try_from(row.response_status).unwrap_or_default(),
        body: row.response_body,
    }))
}

/// Keeps the answer to a key, in the transaction that did the work: both are there or neither.
///
/// # Errors
/// [`StoreError::Duplicate`] when another call with the key was faster; other database errors.
pub async fn store(
    tx: &Tx,
    user: UserId,
    key: &str,
    answer: Stored,
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let Stored {
        request_hash,
        status,
        body,
    } = answer;
    let row = idempotency_keys::ActiveModel {
        user_id: Set(user.0),
        key: Set(key.into()),
        request_hash: Set(request_hash),
        response_status: Set(i64::from(status)),
        response_body: Set(body),
        created_at: Set(to_ms(at)),
    };
    idempotency_keys::Entity::insert(row)
        .exec_without_returning(tx.c())
        .await?;
    Ok(())
}

/// Keeps the answer to a key that was stored before its work was done. What was kept already stays.
///
/// # Errors
/// Database errors.
pub async fn finish(
    tx: &Tx,
    user: UserId,
    key: &str,
    from: u16,
    to: u16,
    body: String,
) -> Result<(), StoreError> {
    idempotency_keys::Entity::update_many()
        .col_expr(Column::ResponseStatus, Expr::value(i64::from(to)))
        .col_expr(Column::ResponseBody, Expr::value(body))
        .filter(Column::UserId.eq(user.0))
        .filter(Column::Key.eq(key))
        .filter(Column::ResponseStatus.eq(i64::from(from)))
        .exec(tx.c())
        .await?;
    Ok(())
}

/// Removes keys older than a moment.
///
/// # Errors
/// Database errors.
pub async fn purge(tx: &Tx, before: OffsetDateTime) -> Result<u64, StoreError> {
    let result = idempotency_keys::Entity::delete_many()
        .filter(Column::CreatedAt.lt(to_ms(before)))
        .exec(tx.c())
        .await?;
    Ok(result.rows_affected)
}
