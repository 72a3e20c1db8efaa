//! `POST /api/v1/accounts/{id}/modify`.

use actix_web::{post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountIn, AccountOut, Problem};

use crate::error::ApiError;
use crate::extract::{Body, Id, May, needs::ApplyForChange};

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
