//! `POST /api/v1/reviews/decisions`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, reviews};
use nmrs_domain::wire::{DecisionsIn, DecisionsOut};

use crate::error::ApiError;
use crate::extract::{Body, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::Review, ok};
use crate::problems::{
    FieldsRefused, Malformed, NotJson, NotPermitted, NotSignedIn, TooLarge, Unavailable,
};

/// Decide many reviews.
///
/// Applies one decision to each review, each in its own transaction, and returns the result of
/// each. A review that is refused (out of scope, changed, waiting for another office) does not stop
/// the others. Send an `Idempotency-Key`: after a lost connection, or an answer with `unfinished`
/// reviews, the same call with the same key continues.
#[utoipa::path(
    operation_id = "decide_reviews",
    tag = "reviews",
    params(IdempotencyKeyHeader),
    request_body = DecisionsIn,
    responses(
        (status = 200, description = "The result of each review", body = DecisionsOut),
        Malformed, NotSignedIn, NotPermitted, TooLarge, NotJson, FieldsRefused, Unavailable,
    ),
    security(("bearer" = [])),
)]
#[post("/reviews/decisions")]
pub(super) async fn decide_reviews(
    app: web::Data<App>,
    may: May<Review>,
    key: OptionalIdempotencyKey,
    body: Body<DecisionsIn>,
) -> Result<HttpResponse, ApiError> {
    let answered = reviews::decide_many(&app, &may.session, &body.0, key.0).await?;
    Ok(ok(&answered))
}
