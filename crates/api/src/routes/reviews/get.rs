//! `GET /api/v1/reviews/{id}`.

use actix_web::{get, web};
use nmrs_app::{App, reviews};
use nmrs_domain::ids::ApplicationId;
use nmrs_domain::wire::{Problem, ReviewOut};

use crate::error::ApiError;
use crate::extract::{Id, May, needs::Review};

/// One review: the account, what changes, warnings, the decisions so far.
#[utoipa::path(
    operation_id = "get_review",
    tag = "reviews",
    params(("id" = i64, Path, description = "Key of the review")),
    responses(
        (status = 200, description = "The review", body = ReviewOut),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not permitted to this role", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Not found, or out of scope", body = Problem, content_type = "application/problem+json"),
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
