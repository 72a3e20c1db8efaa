//! `POST /api/v1/accounts/{id}/resubmit`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountOut, ResubmitIn};

use crate::error::ApiError;
use crate::extract::{
    Body, Id, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::HandleRejected, ok,
};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Resubmit a rejected application.
///
/// The body is that of the first submission, corrected: the account for an addition or
/// modification, or the form of a closure or restoration. An addition starts again at the office
/// directly responsible.
#[utoipa::path(
    operation_id = "resubmit_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account"), IdempotencyKeyHeader),
    request_body = ResubmitIn,
    responses(
        (status = 200, description = "Submitted", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/resubmit")]
pub(super) async fn resubmit_account(
    app: web::Data<App>,
    may: May<HandleRejected>,
    id: Id,
    key: OptionalIdempotencyKey,
    body: Body<ResubmitIn>,
) -> Result<HttpResponse, ApiError> {
    let id = AccountId(id.0);
    let answered = accounts::resubmit(&app, &may.session, id, &body.0, key.0).await?;
    Ok(ok(&answered))
}
