//! `POST /api/v1/reviews/{id}/decision`.

use actix_web::{post, web};
use nmrs_app::{App, reviews};
use nmrs_domain::ids::ApplicationId;
use nmrs_domain::wire::{DecisionIn, DecisionOut, Problem};

use crate::error::ApiError;
use crate::extract::{Body, Id, May, needs::Review};

/// Approve or reject.
///
/// A decision is given once and cannot be changed. Of two reviewers at once exactly one wins; the
/// other gets 409 with the present state.
#[utoipa::path(
    operation_id = "decide_review",
    tag = "reviews",
    params(("id" = i64, Path, description = "Key of the review")),
    request_body = DecisionIn,
    responses(
        (status = 200, description = "Decided", body = DecisionOut),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not permitted to this role", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Not found, or out of scope", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Conflict; `current` has the present state", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields refused", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/reviews/{id}/decision")]
pub(super) async fn decide_review(
    app: web::Data<App>,
    may: May<Review>,
    id: Id,
    body: Body<DecisionIn>,
) -> Result<web::Json<DecisionOut>, ApiError> {
    let id = ApplicationId(id.0);
    Ok(web::Json(
        reviews::decide(&app, &may.session, id, &body.0).await?,
    ))
}
