//! `POST /api/v1/calendar/days`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, calendar};
use nmrs_domain::wire::{CalendarDaysIn, CalendarDaysOut};

use crate::error::ApiError;
use crate::extract::{Body, KeyHeader, May, MaybeKey, needs::ManageCalendar, ok};
use crate::problems::{
    DaysSet, FieldsRefused, Malformed, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Set many days at once: a year's holidays and the weekends that make up for them.
///
/// All of them or none, in force at once. Where something else is said already about one of the
/// days, the answer is 409 `calendar_days_set`, which says what, unless `replace` is set.
#[utoipa::path(
    operation_id = "set_calendar_days",
    tag = "calendar",
    params(KeyHeader),
    request_body = CalendarDaysIn,
    responses(
        (status = 200, description = "The days as they are now", body = CalendarDaysOut),
        Malformed, NotSignedIn, NotPermitted, DaysSet, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/calendar/days")]
pub(super) async fn set_calendar_days(
    app: web::Data<App>,
    may: May<ManageCalendar>,
    key: MaybeKey,
    body: Body<CalendarDaysIn>,
) -> Result<HttpResponse, ApiError> {
    let answered = calendar::set_days(&app, &may.session, &body.0, key.0).await?;
    Ok(ok(&answered))
}
