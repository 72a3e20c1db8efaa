//! `POST /api/v1/accounts/{id}/abandon`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{CurrentState, VersionIn};

use crate::error::ApiError;
use crate::extract::{
    Body, Id, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::HandleRejected, ok,
};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Abandon a rejected application.
///
/// A rejected new account becomes `gone`; any other account returns to its state before the
/// application.
#[utoipa::path(
    operation_id = "abandon_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account"), IdempotencyKeyHeader),
    request_body = VersionIn,
    responses(
        (status = 200, description = "The account", body = CurrentState),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/abandon")]
pub(super) async fn abandon_account(
    app: web::Data<App>,
    may: May<HandleRejected>,
    id: Id,
    key: OptionalIdempotencyKey,
    body: Body<VersionIn>,
) -> Result<HttpResponse, ApiError> {
    let id = AccountId(id.0);
    let answered = accounts::abandon(&app, &may.session, id, body.0.version, key.0).await?;
    Ok(ok(&answered))
}
