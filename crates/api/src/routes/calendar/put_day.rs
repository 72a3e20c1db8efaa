//! `PUT /api/v1/calendar/days/{day}`.

use actix_web::{put, web};
use nmrs_app::{App, calendar};
use nmrs_domain::wire::{CalendarDayIn, CalendarDayOut};

use crate::error::ApiError;
use crate::extract::{Body, Day, May, needs::ManageCalendar};
use crate::problems::{FieldsRefused, Malformed, NotJson, NotPermitted, NotSignedIn, TooLarge};

/// Set a calendar day.
///
/// Makes a day a holiday, or a weekend day a working day. Effective at once: the next call computes
/// waiting times with it.
#[utoipa::path(
    operation_id = "set_calendar_day",
    tag = "calendar",
    params(("day" = String, Path, description = "The day in China Standard Time, `2026-10-01`", example = "2026-10-01")),
    request_body = CalendarDayIn,
    responses(
        (status = 200, description = "The day after the call", body = CalendarDayOut),
        Malformed, NotSignedIn, NotPermitted, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[put("/calendar/days/{day}")]
pub(super) async fn set_calendar_day(
    app: web::Data<App>,
    _may: May<ManageCalendar>,
    day: Day,
    body: Body<CalendarDayIn>,
) -> Result<web::Json<CalendarDayOut>, ApiError> {
    Ok(web::Json(calendar::put_day(&app, day.0, &body.0).await?))
}
