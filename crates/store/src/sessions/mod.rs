//! Sign-ins and their refresh tokens.

use nmrs_domain::actor::{Actor, Level, Party};
use nmrs_domain::ids::{OrgUnitId, ReportingUnitId, SessionId, UserId};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult,
    QueryFilter,
};
use time::OffsetDateTime;

use crate::db::timestamp::to_ms;
use crate::entity::{org_units, refresh_tokens, reporting_units, sessions, settings, users};
use crate::{Handle, StoreError, Tx};

/// Begins a session with its first refresh token.
///
/// # Errors
/// Database errors.
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
    let id = SessionId(row.insert(tx.c()).await?.id);
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
        .exec_without_returning(tx.c())
        .await?;
    Ok(())
}

/// What became of a refresh token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotation {
    /// The session goes on with the new token.
    Rotated(SessionId, UserId),
    /// An old token was used again: the session was ended.
    Reused(UserId),
    /// The token is unknown, or its session has ended or expired.
    Unknown,
}

/// Replaces a refresh token by a new one. Of two calls with the same token one wins; the other
/// counts as re-use and ends the session (DESIGN section 6).
///
/// # Errors
/// Database errors.
pub async fn rotate(
    tx: &Tx,
    old_hash: &str,
    new_hash: &str,
    at: OffsetDateTime,
    expires_at: OffsetDateTime,
) -> Result<Rotation, StoreError> {
    let Some(old) = refresh_tokens::Entity::find_by_id(old_hash.to_owned())
        .one(tx.c())
        .await?
    else {
        return Ok(Rotation::Unknown);
    };
    let session = sessions::Entity::find_by_id(old.session_id)
        .one(tx.c())
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
        .exec(tx.c())
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
        .exec(tx.c())
        .await?;
    Ok(Rotation::Rotated(id, owner))
}

/// Ends a session.
///
/// # Errors
/// Database errors.
pub async fn end(tx: &Tx, session: SessionId, at: OffsetDateTime) -> Result<(), StoreError> {
    end_where(tx, sessions::Column::Id.eq(session.0), at).await
}

/// Ends every session of a user.
///
/// # Errors
/// Database errors.
pub async fn end_all(tx: &Tx, user: UserId, at: OffsetDateTime) -> Result<(), StoreError> {
    end_where(tx, sessions::Column::UserId.eq(user.0), at).await
}

async fn end_where(tx: &Tx, which: Expr, at: OffsetDateTime) -> Result<(), StoreError> {
    sessions::Entity::update_many()
        .set(sessions::ActiveModel {
            ended_at: Set(Some(to_ms(at))),
            ..Default::default()
        })
        .filter(which)
        .filter(sessions::Column::EndedAt.is_null())
        .exec(tx.c())
        .await?;
    Ok(())
}

/// Ends the session that a refresh token belongs to, used or not.
///
/// # Errors
/// Database errors.
pub async fn end_by_token(tx: &Tx, token_hash: &str, at: OffsetDateTime) -> Result<(), StoreError> {
    let token = refresh_tokens::Entity::find_by_id(token_hash.to_owned())
        .one(tx.c())
        .await?;
    match token {
        Some(token) => end(tx, SessionId(token.session_id), at).await,
        None => Ok(()),
    }
}

/// Removes sessions that expired before a moment, with their tokens.
///
/// # Errors
/// Database errors.
pub async fn purge(tx: &Tx, before: OffsetDateTime) -> Result<u64, StoreError> {
    let result = sessions::Entity::delete_many()
        .filter(sessions::Column::ExpiresAt.lt(to_ms(before)))
        .exec(tx.c())
        .await?;
    Ok(result.rows_affected)
}

/// A caller with what the program keeps in memory about it.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who acts.
    pub actor: Actor,
    /// Whether a reporting unit's profile is complete; true for offices.
    pub profile_complete: bool,
    /// Version of the tree of org units, so that a cached one is renewed in time.
    pub org_units_version: i64,
    /// The version of the calendar of working days and of the limit, see
    /// [`crate::calendar::version`].
    pub calendar_version: i64,
}

#[derive(FromQueryResult)]
struct CallerRow {
    user_id: i64,
    username: String,
    org_unit_id: i64,
    org_name: String,
    org_level: i64,
    unit_id: Option<i64>,
    unit_name: Option<String>,
    profile_complete: Option<bool>,
    org_units_version: Option<String>,
    calendar_version: Option<String>,
}

/// The caller behind a session, if that session still lives: one query per request, so that a
/// revoked session or a disabled user ends at once, on every server.
///
/// # Errors
/// Database errors.
pub async fn caller(
    db: &impl Handle,
    session: SessionId,
    at: OffsetDateTime,
) -> Result<Option<Caller>, StoreError> {
    let row = CallerRow::find_by_statement(
        db.c()
            .get_database_backend()
            .build(&caller_query(session, at)),
    )
    .one(db.c())
    .await?;
    row.map(read_caller).transpose()
}

fn caller_query(session: SessionId, at: OffsetDateTime) -> SelectStatement {
    let s = sessions::Entity;
    let u = users::Entity;
    let r = reporting_units::Entity;
    let o = org_units::Entity;
    let version = |key: &str| {
        let mut version = Query::select();
        version
            .column(settings::Column::Value)
            .from(settings::Entity)
            .and_where(Expr::col(settings::Column::Key).eq(key));
        Expr::from(version)
    };
    Query::select()
        .expr_as(Expr::col((u, users::Column::Id)), "user_id")
        .column((u, users::Column::Username))
        .expr_as(Expr::col((o, org_units::Column::Id)), "org_unit_id")
        .expr_as(Expr::col((o, org_units::Column::Name)), "org_name")
        .expr_as(Expr::col((o, org_units::Column::Level)), "org_level")
        .expr_as(Expr::col((r, reporting_units::Column::Id)), "unit_id")
        .expr_as(Expr::col((r, reporting_units::Column::Name)), "unit_name")
        .column((r, reporting_units::Column::ProfileComplete))
        .expr_as(
            version("org_units_version"),
            Alias::new("org_units_version"),
        )
        .expr_as(version("calendar_version"), Alias::new("calendar_version"))
        .from(s)
        .join(
            JoinType::InnerJoin,
            u,
            Expr::col((u, users::Column::Id)).equals((s, sessions::Column::UserId)),
        )
        .join(
            JoinType::LeftJoin,
            r,
            Expr::col((r, reporting_units::Column::Id)).equals((u, users::Column::ReportingUnitId)),
        )
        .join(
            JoinType::InnerJoin,
            o,
            Expr::col((o, org_units::Column::Id)).eq(Expr::col((u, users::Column::OrgUnitId))
                .if_null(Expr::col((r, reporting_units::Column::OrgUnitId)))),
        )
        .and_where(Expr::col((s, sessions::Column::Id)).eq(session.0))
        .and_where(Expr::col((s, sessions::Column::EndedAt)).is_null())
        .and_where(Expr::col((s, sessions::Column::ExpiresAt)).gt(to_ms(at)))
        .and_where(Expr::col((u, users::Column::Disabled)).eq(false))
        .and_where(Expr::col((r, reporting_units::Column::DeletedAt)).is_null())
        .to_owned()
}

fn read_caller(row: CallerRow) -> Result<Caller, StoreError> {
    let org_unit = OrgUnitId(row.org_unit_id);
    let party = match row.unit_id {
        Some(unit) => Party::Reporting {
            unit: ReportingUnitId(unit),
            org_unit,
        },
        None => Party::Organizing {
            org_unit,
            level: u8::try_from(row.org_level)
                .ok()
                .and_then(|level| Level::try_from(level).ok())
                .ok_or_else(|| StoreError::corrupt("level", row.org_level))?,
        },
    };
    Ok(Caller {
        actor: Actor {
            user: UserId(row.user_id),
            party,
            code: row.username,
            name: row.unit_name.unwrap_or(row.org_name),
        },
        profile_complete: row.profile_complete.unwrap_or(true),
        org_units_version: row
            .org_units_version
            .and_then(|version| version.parse().ok())
            .unwrap_or_default(),
        calendar_version: row
            .calendar_version
            .and_then(|version| version.parse().ok())
            .unwrap_or_default(),
    })
}
