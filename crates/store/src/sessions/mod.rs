//! Sessions (sign-ins) and their refresh tokens.

mod caller;
pub mod login_failures;

pub use caller::{Caller, caller};

use nmrs_domain::values::ids::{SessionId, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::db::timestamp::to_ms;
use crate::entity::{refresh_tokens, sessions};
use crate::{Executor as _, StoreError, Tx};

/// Begins a session with its first refresh token.
pub async fn begin(
    tx: &Tx,
    user: UserId,
    token_hash: &str,
    at: OffsetDateTime,
    expires_at: OffsetDateTime,
) -> Result<SessionId, StoreError> {
    let row = sessions::ActiveModel {
        user_id: Set(user.0),
        created_at: Set(to_ms(at)),
        last_used_at: Set(to_ms(at)),
        expires_at: Set(to_ms(expires_at)),
        ended_at: Set(None),
        ..Default::default()
    };
    let id = SessionId(row.insert(tx.conn()).await?.id);
    add_token(tx, id, token_hash, at).await?;
    Ok(id)
}

async fn add_token(
    tx: &Tx,
    session: SessionId,
    token_hash: &str,
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let token = refresh_tokens::ActiveModel {
        token_hash: Set(token_hash.into()),
        session_id: Set(session.0),
        issued_at: Set(to_ms(at)),
        used_at: Set(None),
    };
    refresh_tokens::Entity::insert(token)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// The outcome of a token rotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotation {
    /// The session continues with the new token.
    Rotated(SessionId, UserId),
    /// A used token was presented again: the session was ended.
    Reused(UserId),
    /// The token is unknown, or its session was ended or has expired.
    Unknown,
}

/// Replaces a refresh token. Of two calls with the same token one wins; the other counts as reuse and
/// ends the session.
pub async fn rotate(
    tx: &Tx,
    old_hash: &str,
    new_hash: &str,
    at: OffsetDateTime,
    expires_at: OffsetDateTime,
) -> Result<Rotation, StoreError> {
    let Some(old) = refresh_tokens::Entity::find_by_id(old_hash.to_owned())
        .one(tx.conn())
        .await?
    else {
        return Ok(Rotation::Unknown);
    };
    let session = sessions::Entity::find_by_id(old.session_id)
        .one(tx.conn())
        .await?;
    let Some(session) = session.filter(|s| s.ended_at.is_none() && s.expires_at > to_ms(at)) else {
        return Ok(Rotation::Unknown);
    };
    let (id, owner) = (SessionId(session.id), UserId(session.user_id));
    let used = refresh_tokens::Entity::update_many()
        .set(refresh_tokens::ActiveModel {
            used_at: Set(Some(to_ms(at))),
            ..Default::default()
        })
        .filter(refresh_tokens::Column::TokenHash.eq(old_hash))
        .filter(refresh_tokens::Column::UsedAt.is_null())
        .exec(tx.conn())
        .await?;
    if used.rows_affected == 0 {
        end(tx, id, at).await?;
        return Ok(Rotation::Reused(owner));
    }
    add_token(tx, id, new_hash, at).await?;
    sessions::Entity::update_many()
        .set(sessions::ActiveModel {
            last_used_at: Set(to_ms(at)),
            expires_at: Set(to_ms(expires_at)),
            ..Default::default()
        })
        .filter(sessions::Column::Id.eq(id.0))
        .exec(tx.conn())
        .await?;
    Ok(Rotation::Rotated(id, owner))
}

/// Ends a session.
pub async fn end(tx: &Tx, session: SessionId, at: OffsetDateTime) -> Result<(), StoreError> {
    end_where(tx, sessions::Column::Id.eq(session.0), at).await
}

/// Ends every session of a user.
pub async fn end_all(tx: &Tx, user: UserId, at: OffsetDateTime) -> Result<(), StoreError> {
    end_where(tx, sessions::Column::UserId.eq(user.0), at).await
}

async fn end_where(tx: &Tx, condition: Expr, at: OffsetDateTime) -> Result<(), StoreError> {
    sessions::Entity::update_many()
        .set(sessions::ActiveModel {
            ended_at: Set(Some(to_ms(at))),
            ..Default::default()
        })
        .filter(condition)
        .filter(sessions::Column::EndedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Ends the session of a refresh token, used or not.
pub async fn end_by_token(tx: &Tx, token_hash: &str, at: OffsetDateTime) -> Result<(), StoreError> {
    let token = refresh_tokens::Entity::find_by_id(token_hash.to_owned())
        .one(tx.conn())
        .await?;
    match token {
        Some(token) => end(tx, SessionId(token.session_id), at).await,
        None => Ok(()),
    }
}

/// Deletes sessions that expired before a time, with their tokens; returns their number.
pub async fn purge(tx: &Tx, before: OffsetDateTime) -> Result<u64, StoreError> {
    let result = sessions::Entity::delete_many()
        .filter(sessions::Column::ExpiresAt.lt(to_ms(before)))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
