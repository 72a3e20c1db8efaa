//! The calendar of working days, and how many of them a decision may take.

use nmrs_domain::calendar::{
    DEFAULT_REVIEW_LIMIT, DayKind, WorkingDays, format_day, parse_day, review_limit,
};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use time::Date;

use crate::entity::{calendar_days, settings};
use crate::{Handle, StoreError, Tx};
use calendar_days::Column;

const VERSION_KEY: &str = "calendar_version";
const LIMIT_KEY: &str = "review_limit";

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day in China.
    pub day: Date,
    /// What it is.
    pub kind: DayKind,
    /// Which holiday; may be empty.
    pub note: String,
}

/// Calendar and limit at one version.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// The version, to compare with [`version`].
    pub version: i64,
    /// The working days.
    pub days: WorkingDays,
    /// After how many of them a decision is overdue.
    pub limit: u32,
}

/// The version of calendar and limit; grows with every change of either.
///
/// # Errors
/// Database errors.
pub async fn version(db: &impl Handle) -> Result<i64, StoreError> {
    let value = setting(db, VERSION_KEY).await?;
    Ok(value.and_then(|v| v.parse().ok()).unwrap_or_default())
}

async fn setting(db: &impl Handle, key: &str) -> Result<Option<String>, StoreError> {
    let row = settings::Entity::find_by_id(key.to_owned())
        .one(db.c())
        .await?;
    Ok(row.map(|row| row.value))
}

/// Reads all of it. The version is read first: a change in between is seen the next time.
///
/// # Errors
/// Database errors.
pub async fn read(db: &impl Handle) -> Result<Calendar, StoreError> {
    let version = version(db).await?;
    let rows = calendar_days::Entity::find().all(db.c()).await?;
    let days = rows.into_iter().map(|row| {
        let Day { day, kind, .. } = day(row)?;
        Ok((day, kind))
    });
    Ok(Calendar {
        version,
        days: days.collect::<Result<_, StoreError>>()?,
        limit: limit(db).await?,
    })
}

fn day(row: calendar_days::Model) -> Result<Day, StoreError> {
    let calendar_days::Model { day, kind, note } = row;
    Ok(Day {
        day: parse_day(&day).ok_or_else(|| StoreError::corrupt("day", day))?,
        kind: DayKind::from_wire(&kind).ok_or_else(|| StoreError::corrupt("kind", kind))?,
        note,
    })
}

/// The days of a year that are not what their weekdays say, in order.
///
/// # Errors
/// Database errors.
pub async fn year(db: &impl Handle, year: i32) -> Result<Vec<Day>, StoreError> {
    listed(db, format!("{year:04}-01-01"), format!("{year:04}-12-31")).await
}

/// The days from one to another that are not what their weekdays say, in order.
///
/// # Errors
/// Database errors.
pub async fn between(db: &impl Handle, first: Date, last: Date) -> Result<Vec<Day>, StoreError> {
    listed(db, format_day(first), format_day(last)).await
}

async fn listed(db: &impl Handle, first: String, last: String) -> Result<Vec<Day>, StoreError> {
    calendar_days::Entity::find()
        .filter(Column::Day.between(first, last))
        .order_by_asc(Column::Day)
        .all(db.c())
        .await?
        .into_iter()
        .map(day)
        .collect()
}

/// Says what a day is, whatever was said before.
///
/// # Errors
/// Database errors.
pub async fn put(tx: &Tx, day: &Day) -> Result<(), StoreError> {
    touch(tx).await?;
    put_all(tx, std::slice::from_ref(day)).await
}

/// Says what days are, whatever was said before; the caller has [touched](touch) the calendar.
///
/// # Errors
/// Database errors.
pub async fn put_all(tx: &Tx, days: &[Day]) -> Result<(), StoreError> {
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
        .exec_without_returning(tx.c())
        .await?;
    Ok(())
}

/// Leaves a day to its weekday.
///
/// # Errors
/// Database errors.
pub async fn remove(tx: &Tx, day: Date) -> Result<(), StoreError> {
    touch(tx).await?;
    remove_all(tx, &[day]).await
}

/// Leaves days to their weekdays; the caller has [touched](touch) the calendar.
///
/// # Errors
/// Database errors.
pub async fn remove_all(tx: &Tx, days: &[Date]) -> Result<(), StoreError> {
    if days.is_empty() {
        return Ok(());
    }
    calendar_days::Entity::delete_many()
        .filter(Column::Day.is_in(days.iter().copied().map(format_day)))
        .exec(tx.c())
        .await?;
    Ok(())
}

/// After how many working days a decision is overdue.
///
/// # Errors
/// Database errors.
pub async fn limit(db: &impl Handle) -> Result<u32, StoreError> {
    let Some(value) = setting(db, LIMIT_KEY).await? else {
        return Ok(DEFAULT_REVIEW_LIMIT);
    };
    let days = value.parse().ok().and_then(|days| review_limit(days).ok());
    days.ok_or_else(|| StoreError::corrupt(LIMIT_KEY, value))
}

/// Sets the limit.
///
/// # Errors
/// Database errors.
pub async fn set_limit(tx: &Tx, working_days: u32) -> Result<(), StoreError> {
    touch(tx).await?;
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
        .exec_without_returning(tx.c())
        .await?;
    Ok(())
}

/// A new version: every server reads the calendar anew. Changes begin with it, because it locks the
/// row: they are made one after the other.
///
/// # Errors
/// Database errors.
pub async fn touch(tx: &Tx) -> Result<(), StoreError> {
    let next = Expr::col(settings::Column::Value)
        .cast_as("BIGINT")
        .add(1)
        .cast_as("TEXT");
    settings::Entity::update_many()
        .col_expr(settings::Column::Value, next)
        .filter(settings::Column::Key.eq(VERSION_KEY))
        .exec(tx.c())
        .await?;
    Ok(())
}
