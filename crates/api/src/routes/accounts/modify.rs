//! `POST /api/v1/accounts/{id}/modify`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountIn, AccountOut};

use crate::error::ApiError;
use crate::extract::{
    Body, Id, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::ApplyForChange, ok,
};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Apply to modify an account.
///
/// The body is the changed account with its `version`. The account stays unchanged until the office
/// directly responsible approves. An application without a change is refused.
#[utoipa::path(
    operation_id = "modify_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account"), IdempotencyKeyHeader),
    request_body = AccountIn,
    responses(
        (status = 200, description = "Submitted", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/modify")]
pub(super) async fn modify_account(
    app: web::Data<App>,
    may: May<ApplyForChange>,
    id: Id,
    key: OptionalIdempotencyKey,
    body: Body<AccountIn>,
) -> Result<HttpResponse, ApiError> {
    let id = AccountId(id.0);
    let answered = accounts::modify(&app, &may.session, id, &body.0, key.0).await?;
    Ok(ok(&answered))
}
