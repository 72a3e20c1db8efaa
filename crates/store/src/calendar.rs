//! The calendar of working days, and the review limit in working days.

use nmrs_domain::calendar::{
    DEFAULT_REVIEW_LIMIT, DayKind, WorkingDays, format_day, parse_day, review_limit,
};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use time::Date;

use crate::entity::{calendar_days, settings};
use crate::{Executor, StoreError, Tx};
use calendar_days::Column;

const VERSION_KEY: &str = "calendar_version";
const LIMIT_KEY: &str = "review_limit";

/// A day whose kind differs from that of its weekday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDay {
    /// The date in China.
    pub day: Date,
    /// Working day or day off.
    pub kind: DayKind,
    /// Name of the holiday; may be empty.
    pub note: String,
}

/// The calendar and the review limit at one version.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// The version, to compare with [`version`].
    pub version: i64,
    /// The working days.
    pub days: WorkingDays,
    /// The number of working days after which a decision is overdue.
    pub limit: u32,
}

/// Returns the version of calendar and limit; raised by every change.
pub async fn version(db: &impl Executor) -> Result<i64, StoreError> {
    let value = setting(db, VERSION_KEY).await?;
    Ok(value.and_then(|v| v.parse().ok()).unwrap_or_default())
}

async fn setting(db: &impl Executor, key: &str) -> Result<Option<String>, StoreError> {
    let row = settings::Entity::find_by_id(key.to_owned())
        .one(db.conn())
        .await?;
    Ok(row.map(|row| row.value))
}

/// Reads calendar and limit. The version is read first, so that a change in between is found by the
/// next comparison.
pub async fn read(db: &impl Executor) -> Result<Calendar, StoreError> {
    let version = version(db).await?;
    let rows = calendar_days::Entity::find().all(db.conn()).await?;
    let days = rows.into_iter().map(|row| {
        let SpecialDay { day, kind, .. } = read_day(row)?;
        Ok((day, kind))
    });
    Ok(Calendar {
        version,
        days: days.collect::<Result<_, StoreError>>()?,
        limit: limit(db).await?,
    })
}

fn read_day(row: calendar_days::Model) -> Result<SpecialDay, StoreError> {
    let calendar_days::Model { day, kind, note } = row;
    Ok(SpecialDay {
        day: parse_day(&day).ok_or_else(|| StoreError::corrupt("day", day))?,
        kind: DayKind::from_wire(&kind).ok_or_else(|| StoreError::corrupt("kind", kind))?,
        note,
    })
}

/// Returns the special days of a year, by date.
pub async fn year(db: &impl Executor, year: i32) -> Result<Vec<SpecialDay>, StoreError> {
    between_days(db, format!("{year:04}-01-01"), format!("{year:04}-12-31")).await
}

/// Returns the special days from `first` to `last`, by date.
pub async fn between(
    db: &impl Executor,
    first: Date,
    last: Date,
) -> Result<Vec<SpecialDay>, StoreError> {
    between_days(db, format_day(first), format_day(last)).await
}

async fn between_days(
    db: &impl Executor,
    first: String,
    last: String,
) -> Result<Vec<SpecialDay>, StoreError> {
    calendar_days::Entity::find()
        .filter(Column::Day.between(first, last))
        .order_by_asc(Column::Day)
        .all(db.conn())
        .await?
        .into_iter()
        .map(read_day)
        .collect()
}

/// Sets a day, replacing an earlier entry.
pub async fn put(tx: &Tx, day: &SpecialDay) -> Result<(), StoreError> {
    bump_version(tx).await?;
    put_all(tx, std::slice::from_ref(day)).await
}

/// Sets days, replacing earlier entries. The caller must call [`bump_version`] first.
pub async fn put_all(tx: &Tx, days: &[SpecialDay]) -> Result<(), StoreError> {
    if days.is_empty() {
        return Ok(());
    }
    let rows = days.iter().map(|day| calendar_days::ActiveModel {
        day: Set(format_day(day.day)),
        kind: Set(day.kind.as_str().into()),
        note: Set(day.note.clone()),
    });
    calendar_days::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(Column::Day)
                .update_columns([Column::Kind, Column::Note])
                .to_owned(),
        )
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Removes the entry of a day.
pub async fn remove(tx: &Tx, day: Date) -> Result<(), StoreError> {
    bump_version(tx).await?;
    remove_all(tx, &[day]).await
}

/// Removes the entries of days. The caller must call [`bump_version`] first.
pub async fn remove_all(tx: &Tx, days: &[Date]) -> Result<(), StoreError> {
    if days.is_empty() {
        return Ok(());
    }
    calendar_days::Entity::delete_many()
        .filter(Column::Day.is_in(days.iter().copied().map(format_day)))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Returns the number of working days after which a decision is overdue.
pub async fn limit(db: &impl Executor) -> Result<u32, StoreError> {
    let Some(value) = setting(db, LIMIT_KEY).await? else {
        return Ok(DEFAULT_REVIEW_LIMIT);
    };
    let days = value.parse().ok().and_then(|days| review_limit(days).ok());
    days.ok_or_else(|| StoreError::corrupt(LIMIT_KEY, value))
}

/// Sets the number of working days after which a decision is overdue.
pub async fn set_limit(tx: &Tx, working_days: u32) -> Result<(), StoreError> {
    bump_version(tx).await?;
    let row = settings::ActiveModel {
        key: Set(LIMIT_KEY.into()),
        value: Set(working_days.to_string()),
    };
    settings::Entity::insert(row)
        .on_conflict(
            OnConflict::column(settings::Column::Key)
                .update_column(settings::Column::Value)
                .to_owned(),
        )
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Raises the version, so that every server reloads the calendar. Call it first in a change: it locks
/// the row, and changes run one after the other.
pub async fn bump_version(tx: &Tx) -> Result<(), StoreError> {
    let next = Expr::col(settings::Column::Value)
        .cast_as("BIGINT")
        .add(1)
        .cast_as("TEXT");
    settings::Entity::update_many()
        .col_expr(settings::Column::Value, next)
        .filter(settings::Column::Key.eq(VERSION_KEY))
        .exec(tx.conn())
        .await?;
    Ok(())
}
