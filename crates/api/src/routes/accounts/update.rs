//! `PUT /api/v1/accounts/{id}`.

use actix_web::{put, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountIn, AccountOut, Problem};

use crate::error::ApiError;
use crate::extract::{Body, Id, May, needs::ReportAccounts};

/// Change a draft.
///
/// With `submit` it is handed in by the same call. `version` is required.
#[utoipa::path(
    operation_id = "update_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Key of the account")),
    request_body = AccountIn,
    responses(
        (status = 200, description = "Stored", body = AccountOut),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not permitted to this role", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Not found, or out of scope", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Conflict; `current` has the present state", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields refused", body = Problem, content_type = "application/problem+json"),
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
