//! Failed sign-ins, counted by user and by address across all servers.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::login_failures;
use crate::{Executor, StoreError, Tx};
use login_failures::Column;

/// The subject whose failures are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A user name, existing or not.
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

/// Returns the end of the lock of a subject; `None` if it is not locked.
pub async fn locked_until(
    db: &impl Executor,
    subject: &Subject,
    now: OffsetDateTime,
) -> Result<Option<OffsetDateTime>, StoreError> {
    let row = login_failures::Entity::find_by_id(subject.key())
        .one(db.conn())
        .await?;
    match row {
        Some(row) if row.locked_until > to_ms(now) => Ok(Some(from_ms(row.locked_until)?)),
        _ => Ok(None),
    }
}

/// Counts a failure and returns the new count. The count restarts at 1 if the last failure was before
/// `forget_before`.
pub async fn increment(
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
        .exec_without_returning(tx.conn())
        .await?;
    let row = login_failures::Entity::find_by_id(subject.key())
        .one(tx.conn())
        .await?;
    Ok(row.map_or(1, |row| row.failures))
}

/// Locks a subject until a time.
pub async fn lock(tx: &Tx, subject: &Subject, until: OffsetDateTime) -> Result<(), StoreError> {
    login_failures::Entity::update_many()
        .col_expr(Column::LockedUntil, Expr::val(to_ms(until)))
        .filter(Column::Subject.eq(subject.key()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Deletes the failures of a subject, after a successful sign-in.
pub async fn clear(tx: &Tx, subject: &Subject) -> Result<(), StoreError> {
    login_failures::Entity::delete_by_id(subject.key())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Subtracts one failure. The lock ends if at most `unlocked_max` failures were counted before.
pub async fn decrement(tx: &Tx, subject: &Subject, unlocked_max: i64) -> Result<(), StoreError> {
    let unlocked = Expr::case(
        Expr::col(Column::Failures).lte(unlocked_max),
        Expr::val(0i64),
    )
    .finally(Expr::col(Column::LockedUntil));
    login_failures::Entity::update_many()
        .col_expr(Column::LockedUntil, unlocked.into())
        .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
        .filter(Column::Subject.eq(subject.key()))
        .filter(Column::Failures.gt(0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Deletes subjects whose last failure was before a time; returns their number.
pub async fn purge(tx: &Tx, before: OffsetDateTime) -> Result<u64, StoreError> {
    let result = login_failures::Entity::delete_many()
        .filter(Column::LastFailedAt.lt(to_ms(before)))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
