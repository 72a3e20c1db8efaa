//! `POST /api/v1/accounts/{id}/submit`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountOut, VersionIn};

use crate::error::ApiError;
use crate::extract::{Body, Id, KeyHeader, May, MaybeKey, needs::ReportAccounts, ok};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Hand in a stored draft.
#[utoipa::path(
    operation_id = "submit_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Key of the account"), KeyHeader),
    request_body = VersionIn,
    responses(
        (status = 200, description = "Handed in", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/submit")]
pub(super) async fn submit_account(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    id: Id,
    key: MaybeKey,
    body: Body<VersionIn>,
) -> Result<HttpResponse, ApiError> {
    let id = AccountId(id.0);
    let answered = accounts::submit(&app, &may.session, id, body.0.version, key.0).await?;
    Ok(ok(&answered))
}
