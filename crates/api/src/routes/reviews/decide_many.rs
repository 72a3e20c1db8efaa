//! `POST /api/v1/reviews/decisions`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, reviews};
use nmrs_domain::wire::{DecisionsIn, DecisionsOut};

use crate::error::ApiError;
use crate::extract::{Body, KeyHeader, May, MaybeKey, needs::Review, ok};
use crate::problems::{
    FieldsRefused, Malformed, NotJson, NotPermitted, NotSignedIn, TooLarge, Unavailable,
};

/// Approve or reject many, with one decision.
///
/// Each is decided in a transaction of its own, as by a call of its own; the answer says of each what
/// became of it. One that is refused (out of scope, changed meanwhile, not this office's turn) does
/// not keep the others from being decided. Send an `Idempotency-Key`: a call that was cut off, or
/// that answers with `unfinished` ones, goes on where it was when it is sent again with the same key.
#[utoipa::path(
    operation_id = "decide_reviews",
    tag = "reviews",
    params(KeyHeader),
    request_body = DecisionsIn,
    responses(
        (status = 200, description = "What became of each", body = DecisionsOut),
        Malformed, NotSignedIn, NotPermitted, TooLarge, NotJson, FieldsRefused, Unavailable,
    ),
    security(("bearer" = [])),
)]
#[post("/reviews/decisions")]
pub(super) async fn decide_reviews(
    app: web::Data<App>,
    may: May<Review>,
    key: MaybeKey,
    body: Body<DecisionsIn>,
) -> Result<HttpResponse, ApiError> {
    let answered = reviews::decide_many(&app, &may.session, &body.0, key.0).await?;
    Ok(ok(&answered))
}
