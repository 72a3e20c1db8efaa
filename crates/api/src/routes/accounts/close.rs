//! `POST /api/v1/accounts/{id}/close`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountOut, CloseIn};

use crate::error::ApiError;
use crate::extract::{
    Body, Id, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::ApplyForChange, ok,
};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Apply to close an account.
///
/// The account must have been cancelled on its platform.
#[utoipa::path(
    operation_id = "close_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account"), IdempotencyKeyHeader),
    request_body = CloseIn,
    responses(
        (status = 200, description = "Submitted", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/close")]
pub(super) async fn close_account(
    app: web::Data<App>,
    may: May<ApplyForChange>,
    id: Id,
    key: OptionalIdempotencyKey,
    body: Body<CloseIn>,
) -> Result<HttpResponse, ApiError> {
    let id = AccountId(id.0);
    let answered = accounts::close(&app, &may.session, id, &body.0, key.0).await?;
    Ok(ok(&answered))
}
