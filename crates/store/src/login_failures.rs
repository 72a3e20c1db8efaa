//! Wrong passwords, counted per user and per address, shared by all servers.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::login_failures;
use crate::{Handle, StoreError, Tx};
use login_failures::Column;

/// Who is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A user name, whether or not it exists.
    User(String),
    /// A network address.
    Address(String),
}

impl Subject {
    fn key(&self) -> String {
        match self {
            Self::User(name) => format!("user:{name}"),
            Self::Address(address) => format!("address:{address}"),
        }
    }
}

/// Until when a subject is locked, if it is.
///
/// # Errors
/// Database errors.
pub async fn locked_until(
    db: &impl Handle,
    subject: &Subject,
    now: OffsetDateTime,
) -> Result<Option<OffsetDateTime>, StoreError> {
    let row = login_failures::Entity::find_by_id(subject.key())
        .one(db.c())
        .await?;
    match row {
        Some(row) if row.locked_until > to_ms(now) => Ok(Some(from_ms(row.locked_until)?)),
        _ => Ok(None),
    }
}

/// Counts one more failure, beginning anew when the last one was before `forget_before`, and
/// answers how many there are now.
///
/// # Errors
/// Database errors.
pub async fn count(
    tx: &Tx,
    subject: &Subject,
    now: OffsetDateTime,
    forget_before: OffsetDateTime,
) -> Result<i64, StoreError> {
    let row = login_failures::ActiveModel {
        subject: Set(subject.key()),
        failures: Set(1),
        last_failed_at: Set(to_ms(now)),
        locked_until: Set(0),
    };
    let failures = Expr::case(
        Expr::col((login_failures::Entity, Column::LastFailedAt)).lt(to_ms(forget_before)),
        Expr::val(1i64),
    )
    .finally(Expr::col((login_failures::Entity, Column::Failures)).add(1));
    login_failures::Entity::insert(row)
        .on_conflict(
            OnConflict::column(Column::Subject)
                .value(Column::Failures, failures)
                .value(Column::LastFailedAt, to_ms(now))
                .to_owned(),
        )
        .exec_without_returning(tx.c())
        .await?;
    let row = login_failures::Entity::find_by_id(subject.key())
        .one(tx.c())
        .await?;
    Ok(row.map_or(1, |row| row.failures))
}

/// Locks a subject until a moment.
///
/// # Errors
/// Database errors.
pub async fn lock(tx: &Tx, subject: &Subject, until: OffsetDateTime) -> Result<(), StoreError> {
    login_failures::Entity::update_many()
        .col_expr(Column::LockedUntil, Expr::val(to_ms(until)))
        .filter(Column::Subject.eq(subject.key()))
        .exec(tx.c())
        .await?;
    Ok(())
}

/// Forgets the failures of a subject, after it signed in.
///
/// # Errors
/// Database errors.
pub async fn clear(tx: &Tx, subject: &Subject) -> Result<(), StoreError> {
    login_failures::Entity::delete_by_id(subject.key())
        .exec(tx.c())
        .await?;
    Ok(())
}

/// Takes one failure back; below `free` the subject is not locked any more.
///
/// # Errors
/// Database errors.
pub async fn undo(tx: &Tx, subject: &Subject, free: i64) -> Result<(), StoreError> {
    let unlocked = Expr::case(Expr::col(Column::Failures).lte(free), Expr::val(0i64))
        .finally(Expr::col(Column::LockedUntil));
    login_failures::Entity::update_many()
        .col_expr(Column::LockedUntil, unlocked.into())
        .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
        .filter(Column::Subject.eq(subject.key()))
        .filter(Column::Failures.gt(0))
        .exec(tx.c())
        .await?;
    Ok(())
}

/// Removes subjects whose last failure was before a moment.
///
/// # Errors
/// Database errors.
pub async fn purge(tx: &Tx, before: OffsetDateTime) -> Result<u64, StoreError> {
    let result = login_failures::Entity::delete_many()
        .filter(Column::LastFailedAt.lt(to_ms(before)))
        .exec(tx.c())
        .await?;
    Ok(result.rows_affected)
}
