//! `POST /api/v1/accounts/{id}/delete`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{DeletionIn, Problem};

use crate::error::ApiError;
use crate::extract::{Body, Id, May, needs::DeleteAccounts};

/// Delete an account that is not a draft.
///
/// The central office only, on a letter. A POST, because the letter is in the body, which many
/// proxies drop from a DELETE.
#[utoipa::path(
    operation_id = "remove_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Key of the account")),
    request_body = DeletionIn,
    responses(
        (status = 204, description = "Deleted"),
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
#[post("/accounts/{id}/delete")]
pub(super) async fn remove_account(
    app: web::Data<App>,
    may: May<DeleteAccounts>,
    id: Id,
    body: Body<DeletionIn>,
) -> Result<HttpResponse, ApiError> {
    accounts::delete(&app, &may.session, AccountId(id.0), &body.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
