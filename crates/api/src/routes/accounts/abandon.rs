//! `POST /api/v1/accounts/{id}/abandon`.

use actix_web::{post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{CurrentState, Problem, VersionIn};

use crate::error::ApiError;
use crate::extract::{Body, Id, May, needs::HandleRejected};

/// Give up a rejected application.
///
/// A rejected addition is gone afterwards; every other account is as it was before it.
#[utoipa::path(
    operation_id = "abandon_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Key of the account")),
    request_body = VersionIn,
    responses(
        (status = 200, description = "What the account has become", body = CurrentState),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not permitted to this role", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Not found, or out of scope", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Conflict; `current` has the present state", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/abandon")]
pub(super) async fn abandon_account(
    app: web::Data<App>,
    may: May<HandleRejected>,
    id: Id,
    body: Body<VersionIn>,
) -> Result<web::Json<CurrentState>, ApiError> {
    let id = AccountId(id.0);
    Ok(web::Json(
        accounts::abandon(&app, &may.session, id, body.0.version).await?,
    ))
}
