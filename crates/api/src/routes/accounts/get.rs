//! `GET /api/v1/accounts/{id}`.

use actix_web::{get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::AccountOut;

use crate::error::ApiError;
use crate::extract::{Id, May, needs::SeeAccounts};
use crate::problems::{Malformed, NotFound, NotPermitted, NotSignedIn};

/// Get an account.
///
/// Includes its warnings.
#[utoipa::path(
    operation_id = "get_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account")),
    responses(
        (status = 200, description = "The account", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, NotFound,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/{id}")]
pub(super) async fn get_account(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    id: Id,
) -> Result<web::Json<AccountOut>, ApiError> {
    Ok(web::Json(
        accounts::get(&app, &may.session, AccountId(id.0)).await?,
    ))
}
