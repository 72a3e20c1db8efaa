//! `PUT /api/v1/settings/review-limit`.

use actix_web::{put, web};
use nmrs_app::{App, calendar};
use nmrs_domain::wire::{ReviewLimitIn, ReviewLimitOut};

use crate::error::ApiError;
use crate::extract::{Body, May, needs::ManageCalendar};
use crate::problems::{FieldsRefused, Malformed, NotJson, NotPermitted, NotSignedIn, TooLarge};

/// Set the review limit.
///
/// Sets the number of working days that a decision may take. Effective at once, also for
/// applications that already wait.
#[utoipa::path(
    operation_id = "set_review_limit",
    tag = "calendar",
    request_body = ReviewLimitIn,
    responses(
        (status = 200, description = "The new limit", body = ReviewLimitOut),
        Malformed, NotSignedIn, NotPermitted, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[put("/settings/review-limit")]
pub(super) async fn set_review_limit(
    app: web::Data<App>,
    _may: May<ManageCalendar>,
    body: Body<ReviewLimitIn>,
) -> Result<web::Json<ReviewLimitOut>, ApiError> {
    Ok(web::Json(calendar::set_limit(&app, &body.0).await?))
}
