//! The calendar of working days and the time limit of decisions, which the central office sets.

mod set_days;
mod waiting;

pub use set_days::set_days;
pub(crate) use waiting::Waiting;

use nmrs_domain::calendar::{MAX_DAY_NOTE, day_in_china, format_day, review_limit};
use nmrs_domain::error::FieldErrors;
use nmrs_domain::values::text;
use nmrs_domain::wire::{
    CalendarDayIn, CalendarDayOut, CalendarOut, ReviewLimitIn, ReviewLimitOut,
};
use nmrs_store::calendar::{self, SpecialDay};
use time::Date;

use crate::{App, AppError};

/// Returns the days of a year that differ from their weekdays, by default of the present year.
///
/// # Errors
/// Database errors.
pub async fn get_year(app: &App, year: Option<i32>) -> Result<CalendarOut, AppError> {
    let year = year.unwrap_or_else(|| day_in_china(app.now()).year());
    let days = calendar::year(&app.store, year).await?;
    Ok(CalendarOut {
        year,
        days: days.into_iter().map(to_response).collect(),
    })
}

fn to_response(day: SpecialDay) -> CalendarDayOut {
    let SpecialDay { day, kind, note } = day;
    CalendarDayOut {
        day: format_day(day),
        kind,
        note,
    }
}

/// Sets the kind of a day, in place of an earlier one.
///
/// # Errors
/// Validation errors; database errors.
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
    Ok(to_response(day))
}

/// Removes the entry of a day, which is then what its weekday says.
///
/// # Errors
/// Database errors.
pub async fn delete_day(app: &App, day: Date) -> Result<(), AppError> {
    let tx = app.store.begin().await?;
    calendar::remove(&tx, day).await?;
    tx.commit().await?;
    tracing::info!(day = %day, "Deleted a day of the calendar");
    Ok(())
}

/// Returns the time limit of a decision, in working days.
///
/// # Errors
/// Database errors.
pub async fn get_limit(app: &App) -> Result<ReviewLimitOut, AppError> {
    Ok(ReviewLimitOut {
        working_days: calendar::limit(&app.store).await?,
    })
}

/// Sets the time limit of a decision, in working days.
///
/// # Errors
/// Validation errors; database errors.
pub async fn set_limit(app: &App, input: &ReviewLimitIn) -> Result<ReviewLimitOut, AppError> {
    let working_days = review_limit(input.working_days)?;
    let tx = app.store.begin().await?;
    calendar::set_limit(&tx, working_days).await?;
    tx.commit().await?;
    tracing::info!(working_days, "Set the limit of a decision");
    Ok(ReviewLimitOut { working_days })
}
