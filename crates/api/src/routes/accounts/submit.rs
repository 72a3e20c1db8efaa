//! `POST /api/v1/accounts/{id}/submit`.

use actix_web::{post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountOut, VersionIn};

use crate::error::ApiError;
use crate::extract::{Body, Id, May, needs::ReportAccounts};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Hand in a stored draft.
#[utoipa::path(
    operation_id = "submit_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Key of the account")),
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
    body: Body<VersionIn>,
) -> Result<web::Json<AccountOut>, ApiError> {
    let id = AccountId(id.0);
    Ok(web::Json(
        accounts::submit(&app, &may.session, id, body.0.version).await?,
    ))
}
