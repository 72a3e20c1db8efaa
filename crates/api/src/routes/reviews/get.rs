//! `GET /api/v1/reviews/{id}`.

use actix_web::{get, web};
use nmrs_app::{App, reviews};
use nmrs_domain::ids::ApplicationId;
use nmrs_domain::wire::ReviewOut;

use crate::error::ApiError;
use crate::extract::{Id, May, needs::Review};
use crate::problems::{Malformed, NotFound, NotPermitted, NotSignedIn};

/// Get a review.
///
/// Includes the account, the changes, warnings, and the earlier decisions.
#[utoipa::path(
    operation_id = "get_review",
    tag = "reviews",
    params(("id" = i64, Path, description = "Id of the review")),
    responses(
        (status = 200, description = "The review", body = ReviewOut),
        Malformed, NotSignedIn, NotPermitted, NotFound,
    ),
    security(("bearer" = [])),
)]
#[get("/reviews/{id}")]
pub(super) async fn get_review(
    app: web::Data<App>,
    may: May<Review>,
    id: Id,
) -> Result<web::Json<ReviewOut>, ApiError> {
    Ok(web::Json(
        reviews::get(&app, &may.session, ApplicationId(id.0)).await?,
    ))
}
