//! `POST /api/v1/reviews/{id}/decision`.

use actix_web::{post, web};
use nmrs_app::{App, reviews};
use nmrs_domain::ids::ApplicationId;
use nmrs_domain::wire::{DecisionIn, DecisionOut};

use crate::error::ApiError;
use crate::extract::{Body, Id, May, needs::Review};
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
    params(("id" = i64, Path, description = "Key of the review")),
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
    body: Body<DecisionIn>,
) -> Result<web::Json<DecisionOut>, ApiError> {
    let id = ApplicationId(id.0);
    Ok(web::Json(
        reviews::decide(&app, &may.session, id, &body.0).await?,
    ))
}
