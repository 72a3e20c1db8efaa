//! `GET /api/v1/settings/review-limit`.

use actix_web::{get, web};
use nmrs_app::{App, calendar};
use nmrs_domain::wire::ReviewLimitOut;

use crate::error::ApiError;
use crate::extract::{May, needs::TakePart};
use crate::problems::{NotPermitted, NotSignedIn};

/// Get the review limit.
///
/// Returns the number of working days that a decision may take.
#[utoipa::path(
    operation_id = "get_review_limit",
    tag = "calendar",
    responses(
        (status = 200, description = "The limit", body = ReviewLimitOut),
        NotSignedIn, NotPermitted,
    ),
    security(("bearer" = [])),
)]
#[get("/settings/review-limit")]
pub(super) async fn get_review_limit(
    app: web::Data<App>,
    _may: May<TakePart>,
) -> Result<web::Json<ReviewLimitOut>, ApiError> {
    Ok(web::Json(calendar::get_limit(&app).await?))
}
