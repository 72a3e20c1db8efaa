//! `POST /api/v1/reviews/{id}/decision`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, reviews};
use nmrs_domain::ids::ApplicationId;
use nmrs_domain::wire::{DecisionIn, DecisionOut};

use crate::error::ApiError;
use crate::extract::{
    Body, Id, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::Review, ok,
};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Decide a review.
///
/// A decision cannot be changed. Of two reviewers at the same time one succeeds; the other gets 409
/// with the current state.
#[utoipa::path(
    operation_id = "decide_review",
    tag = "reviews",
    params(("id" = i64, Path, description = "Id of the review"), IdempotencyKeyHeader),
    request_body = DecisionIn,
    responses(
        (status = 200, description = "Decided", body = DecisionOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/reviews/{id}/decision")]
pub(super) async fn decide_review(
    app: web::Data<App>,
    may: May<Review>,
    id: Id,
    key: OptionalIdempotencyKey,
    body: Body<DecisionIn>,
) -> Result<HttpResponse, ApiError> {
    let id = ApplicationId(id.0);
    let answered = reviews::decide(&app, &may.session, id, &body.0, key.0).await?;
    Ok(ok(&answered))
}
