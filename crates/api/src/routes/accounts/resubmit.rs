//! `POST /api/v1/accounts/{id}/resubmit`.

use actix_web::{post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountOut, Problem, ResubmitIn};

use crate::error::ApiError;
use crate::extract::{Body, Id, May, needs::HandleRejected};

/// Hand in a rejected application again.
///
/// The same body as the first time, corrected: the account for an addition or a modification, or
/// that of a closure or a restore. An addition climbs from the office directly responsible anew.
#[utoipa::path(
    operation_id = "resubmit_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Key of the account")),
    request_body = ResubmitIn,
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
#[post("/accounts/{id}/resubmit")]
pub(super) async fn resubmit_account(
    app: web::Data<App>,
    may: May<HandleRejected>,
    id: Id,
    body: Body<ResubmitIn>,
) -> Result<web::Json<AccountOut>, ApiError> {
    let id = AccountId(id.0);
    Ok(web::Json(
        accounts::resubmit(&app, &may.session, id, &body.0).await?,
    ))
}
