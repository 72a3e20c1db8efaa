//! `GET /api/v1/accounts/{id}/events/verification`.

use actix_web::{get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::VerificationOut;

use crate::error::ApiError;
use crate::extract::{Id, May, needs::SeeAccounts};
use crate::problems::{Malformed, NotFound, NotPermitted, NotSignedIn};

/// Verify the log of an account.
///
/// Recomputes the hash chain of the log.
#[utoipa::path(
    operation_id = "verify_account_events",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account")),
    responses(
        (status = 200, description = "The result", body = VerificationOut),
        Malformed, NotSignedIn, NotPermitted, NotFound,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/{id}/events/verification")]
pub(super) async fn verify_account_events(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    id: Id,
) -> Result<web::Json<VerificationOut>, ApiError> {
    Ok(web::Json(
        accounts::verification(&app, &may.session, AccountId(id.0)).await?,
    ))
}
