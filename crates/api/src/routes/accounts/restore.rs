//! `POST /api/v1/accounts/{id}/restore`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountOut, RestoreIn};

use crate::error::ApiError;
use crate::extract::{
    Body, Id, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::ApplyForRestore, ok,
};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Apply to restore a closed account.
///
/// For level-1 offices only, once per account.
#[utoipa::path(
    operation_id = "restore_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account"), IdempotencyKeyHeader),
    request_body = RestoreIn,
    responses(
        (status = 200, description = "Submitted", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/restore")]
pub(super) async fn restore_account(
    app: web::Data<App>,
    may: May<ApplyForRestore>,
    id: Id,
    key: OptionalIdempotencyKey,
    body: Body<RestoreIn>,
) -> Result<HttpResponse, ApiError> {
    let id = AccountId(id.0);
    let answered = accounts::restore(&app, &may.session, id, &body.0, key.0).await?;
    Ok(ok(&answered))
}
