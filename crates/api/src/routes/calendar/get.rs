//! `GET /api/v1/calendar`.

use actix_web::{get, web};
use nmrs_app::{App, calendar};
use nmrs_domain::query::CalendarQuery;
use nmrs_domain::wire::CalendarOut;

use crate::error::ApiError;
use crate::extract::{May, Query, needs::TakePart};
use crate::problems::{FieldsRefused, Malformed, NotPermitted, NotSignedIn};

/// Get the working calendar of a year.
///
/// Monday to Friday are working days and weekends are days off, except for the listed days.
#[utoipa::path(
    operation_id = "get_calendar",
    tag = "calendar",
    params(CalendarQuery),
    responses(
        (status = 200, description = "The listed days of the year", body = CalendarOut),
        Malformed, NotSignedIn, NotPermitted, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[get("/calendar")]
pub(super) async fn get_calendar(
    app: web::Data<App>,
    _may: May<TakePart>,
    query: Query<CalendarQuery>,
) -> Result<web::Json<CalendarOut>, ApiError> {
    let year = query.0.parse()?;
    Ok(web::Json(calendar::get_year(&app, year).await?))
}
