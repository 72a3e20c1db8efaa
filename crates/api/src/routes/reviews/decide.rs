//! `POST /api/v1/reviews/{id}/decision`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, reviews};
use nmrs_domain::ids::ApplicationId;
use nmrs_domain::wire::{DecisionIn, DecisionOut};

use crate::error::ApiError;
use crate::extract::{Body, Id, KeyHeader, May, MaybeKey, needs::Review, ok};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Approve or reject.
///
/// A decision is given once and cannot be changed. Of two reviewers at once exactly one wins; the
/// other gets 409 with the present state.
#[utoipa::path(
    operation_id = "decide_review",
    tag = "reviews",
    params(("id" = i64, Path, description = "Key of the review"), KeyHeader),
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
    key: MaybeKey,
    body: Body<DecisionIn>,
) -> Result<HttpResponse, ApiError> {
    let id = ApplicationId(id.0);
    let answered = reviews::decide(&app, &may.session, id, &body.0, key.0).await?;
    Ok(ok(&answered))
}
