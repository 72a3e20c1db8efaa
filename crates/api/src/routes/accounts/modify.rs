//! `POST /api/v1/accounts/{id}/modify`.

use actix_web::{post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountIn, AccountOut};

use crate::error::ApiError;
use crate::extract::{Body, Id, May, needs::ApplyForChange};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Apply to modify a registered account.
///
/// The changed account and its `version`. It stays as it is until the office directly responsible
/// approves. A change of nothing is refused.
#[utoipa::path(
    operation_id = "modify_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Key of the account")),
    request_body = AccountIn,
    responses(
        (status = 200, description = "Handed in", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/modify")]
pub(super) async fn modify_account(
    app: web::Data<App>,
    may: May<ApplyForChange>,
    id: Id,
    body: Body<AccountIn>,
) -> Result<web::Json<AccountOut>, ApiError> {
    let id = AccountId(id.0);
    Ok(web::Json(
        accounts::modify(&app, &may.session, id, &body.0).await?,
    ))
}
