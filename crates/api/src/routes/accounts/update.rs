//! `PUT /api/v1/accounts/{id}`.

use actix_web::{put, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountIn, AccountOut};

use crate::error::ApiError;
use crate::extract::{Body, Id, May, needs::ReportAccounts};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Update a draft.
///
/// Submits the draft as well if `submit` is true. `version` is required.
#[utoipa::path(
    operation_id = "update_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account")),
    request_body = AccountIn,
    responses(
        (status = 200, description = "Stored", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[put("/accounts/{id}")]
pub(super) async fn update_account(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    id: Id,
    body: Body<AccountIn>,
) -> Result<web::Json<AccountOut>, ApiError> {
    let id = AccountId(id.0);
    Ok(web::Json(
        accounts::update(&app, &may.session, id, &body.0).await?,
    ))
}
