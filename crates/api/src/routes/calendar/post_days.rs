//! `POST /api/v1/calendar/days`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, calendar};
use nmrs_domain::wire::{CalendarDaysIn, CalendarDaysOut};

use crate::error::ApiError;
use crate::extract::{
    Body, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::ManageCalendar, ok,
};
use crate::problems::{
    DaysSet, FieldsRefused, Malformed, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Set many calendar days.
///
/// For the holidays and make-up working days of a year. Sets all days or none, effective at once.
/// If a day already has a different entry, the call answers 409 `calendar_days_set` with these
/// days, unless `replace` is true.
#[utoipa::path(
    operation_id = "set_calendar_days",
    tag = "calendar",
    params(IdempotencyKeyHeader),
    request_body = CalendarDaysIn,
    responses(
        (status = 200, description = "The days after the call", body = CalendarDaysOut),
        Malformed, NotSignedIn, NotPermitted, DaysSet, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/calendar/days")]
pub(super) async fn set_calendar_days(
    app: web::Data<App>,
    may: May<ManageCalendar>,
    key: OptionalIdempotencyKey,
    body: Body<CalendarDaysIn>,
) -> Result<HttpResponse, ApiError> {
    let answered = calendar::set_days(&app, &may.session, &body.0, key.0).await?;
    Ok(ok(&answered))
}
