//! `POST /api/v1/accounts/{id}/submit`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountOut, VersionIn};

use crate::error::ApiError;
use crate::extract::{
    Body, Id, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::ReportAccounts, ok,
};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Submit a draft.
#[utoipa::path(
    operation_id = "submit_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account"), IdempotencyKeyHeader),
    request_body = VersionIn,
    responses(
        (status = 200, description = "Submitted", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/submit")]
pub(super) async fn submit_account(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    id: Id,
    key: OptionalIdempotencyKey,
    body: Body<VersionIn>,
) -> Result<HttpResponse, ApiError> {
    let id = AccountId(id.0);
    let answered = accounts::submit(&app, &may.session, id, body.0.version, key.0).await?;
    Ok(ok(&answered))
}
