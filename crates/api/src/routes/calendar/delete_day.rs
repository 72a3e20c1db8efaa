//! `DELETE /api/v1/calendar/days/{day}`.

use actix_web::{HttpResponse, delete, web};
use nmrs_app::{App, calendar};

use crate::error::ApiError;
use crate::extract::{Day, May, needs::ManageCalendar};
use crate::problems::{Malformed, NotPermitted, NotSignedIn};

/// Delete a calendar day.
///
/// The day follows its weekday again. Succeeds for a day that is not listed.
#[utoipa::path(
    operation_id = "delete_calendar_day",
    tag = "calendar",
    params(("day" = String, Path, description = "The day in China Standard Time, `2026-10-01`", example = "2026-10-01")),
    responses(
        (status = 204, description = "Deleted, or not listed"),
        Malformed, NotSignedIn, NotPermitted,
    ),
    security(("bearer" = [])),
)]
#[delete("/calendar/days/{day}")]
pub(super) async fn delete_calendar_day(
    app: web::Data<App>,
    _may: May<ManageCalendar>,
    day: Day,
) -> Result<HttpResponse, ApiError> {
    calendar::delete_day(&app, day.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
