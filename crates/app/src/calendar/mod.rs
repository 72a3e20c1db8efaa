//! The calendar of working days and the limit of a decision: everybody reads them, the central
//! office sets them.

mod set_days;

pub use set_days::set_days;

use nmrs_domain::calendar::{MAX_DAY_NOTE, day_in_china, format_day, review_limit};
use nmrs_domain::error::FieldErrors;
use nmrs_domain::text;
use nmrs_domain::wire::{
    CalendarDayIn, CalendarDayOut, CalendarOut, ReviewLimitIn, ReviewLimitOut,
};
use nmrs_store::calendar::{self, SpecialDay};
use time::Date;

use crate::{App, AppError};

/// The days of a year that are not what their weekdays say; of the present year, if none is given.
///
/// # Errors
/// Database errors.
pub async fn year(app: &App, year: Option<i32>) -> Result<CalendarOut, AppError> {
    let year = year.unwrap_or_else(|| day_in_china(app.now()).year());
    let days = calendar::year(&app.store, year).await?;
    Ok(CalendarOut {
        year,
        days: days.into_iter().map(out).collect(),
    })
}

fn out(day: SpecialDay) -> CalendarDayOut {
    let SpecialDay { day, kind, note } = day;
    CalendarDayOut {
        day: format_day(day),
        kind,
        note,
    }
}

/// Says what a day is, whatever was said before.
///
/// # Errors
/// Validation; database errors.
pub async fn put_day(
    app: &App,
    day: Date,
    input: &CalendarDayIn,
) -> Result<CalendarDayOut, AppError> {
    let CalendarDayIn { kind, note } = input;
    let mut errors = FieldErrors::default();
    let note = errors.take("/note", text::optional_line("说明", MAX_DAY_NOTE, note));
    errors.into_result()?;
    let day = SpecialDay {
        day,
        kind: *kind,
        note: note.flatten().unwrap_or_default(),
    };
    let tx = app.store.begin().await?;
    calendar::put(&tx, &day).await?;
    tx.commit().await?;
    tracing::info!(day = %day.day, kind = day.kind.as_str(), "Set a day of the calendar");
    Ok(out(day))
}

/// Leaves a day to its weekday; one that is left to it already stays so.
///
/// # Errors
/// Database errors.
pub async fn remove_day(app: &App, day: Date) -> Result<(), AppError> {
    let tx = app.store.begin().await?;
    calendar::remove(&tx, day).await?;
    tx.commit().await?;
    tracing::info!(day = %day, "Left a day of the calendar to its weekday");
    Ok(())
}

/// How many working days a decision may take.
///
/// # Errors
/// Database errors.
pub async fn limit(app: &App) -> Result<ReviewLimitOut, AppError> {
    Ok(ReviewLimitOut {
        working_days: calendar::limit(&app.store).await?,
    })
}

/// Sets how many working days a decision may take.
///
/// # Errors
/// Validation; database errors.
pub async fn set_limit(app: &App, input: &ReviewLimitIn) -> Result<ReviewLimitOut, AppError> {
    let working_days = review_limit(input.working_days)?;
    let tx = app.store.begin().await?;
    calendar::set_limit(&tx, working_days).await?;
    tx.commit().await?;
    tracing::info!(working_days, "Set the limit of a decision");
    Ok(ReviewLimitOut { working_days })
}
