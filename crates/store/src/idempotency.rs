//! Idempotency keys: a second call with the same key gets the response of the first.

use nmrs_domain::values::ids::UserId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::db::timestamp::to_ms;
use crate::entity::idempotency_keys::{self, Column};
use crate::{Executor, StoreError, Tx};

/// The stored response of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredResponse {
    /// Hash of the request.
    pub request_hash: String,
    /// HTTP status; a provisional one until the work is done.
    pub status: u16,
    /// Response body.
    pub body: String,
}

/// Returns the stored response of a key of a user.
pub async fn find(
    db: &impl Executor,
    user: UserId,
    key: &str,
) -> Result<Option<StoredResponse>, StoreError> {
    let row = idempotency_keys::Entity::find_by_id((user.0, key.to_owned()))
        .one(db.conn())
        .await?;
    Ok(row.map(|row| StoredResponse {
        request_hash: row.request_hash,
        status: u16::try_from(row.response_status).unwrap_or_default(),
        body: row.response_body,
    }))
}

/// Stores the response of a key, in the transaction that did the work.
///
/// # Errors
/// [`StoreError::Duplicate`] if a concurrent call has stored a response of the key.
pub async fn store(
    tx: &Tx,
    user: UserId,
    key: &str,
    response: StoredResponse,
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let StoredResponse {
        request_hash,
        status,
        body,
    } = response;
    let row = idempotency_keys::ActiveModel {
        user_id: Set(user.0),
        key: Set(key.into()),
        request_hash: Set(request_hash),
        response_status: Set(i64::from(status)),
        response_body: Set(body),
        created_at: Set(to_ms(at)),
    };
    idempotency_keys::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Stores the final response of a key whose stored status is `from`; does nothing otherwise.
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
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Deletes keys older than a time; returns their number.
pub async fn purge(tx: &Tx, before: OffsetDateTime) -> Result<u64, StoreError> {
    let result = idempotency_keys::Entity::delete_many()
        .filter(Column::CreatedAt.lt(to_ms(before)))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
