//! `GET /api/v1/accounts/{id}/log-document`.

use actix_web::{get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::LogDocumentOut;

use crate::error::ApiError;
use crate::extract::{Id, May, needs::SeeAccounts};
use crate::problems::{Malformed, NotFound, NotPermitted, NotSignedIn};

/// Download the log of an account as a signed document.
///
/// `nmrs verify-document` verifies the document without the register.
#[utoipa::path(
    operation_id = "get_account_log_document",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account")),
    responses(
        (status = 200, description = "The document", body = LogDocumentOut),
        Malformed, NotSignedIn, NotPermitted, NotFound,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/{id}/log-document")]
pub(super) async fn get_account_log_document(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    id: Id,
) -> Result<web::Json<LogDocumentOut>, ApiError> {
    Ok(web::Json(
        accounts::log_document(&app, &may.session, AccountId(id.0)).await?,
    ))
}
