//! `POST /api/v1/accounts/{id}/delete`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::DeletionIn;

use crate::error::ApiError;
use crate::extract::{
    Body, Id, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::DeleteAccounts, replayable,
};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Delete an account that is not a draft.
///
/// For the central office only, on the letter of a level-1 unit. `POST` rather than `DELETE`,
/// because many proxies drop the body of a `DELETE`.
#[utoipa::path(
    operation_id = "remove_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account"), IdempotencyKeyHeader),
    request_body = DeletionIn,
    responses(
        (status = 204, description = "Deleted"),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/delete")]
pub(super) async fn remove_account(
    app: web::Data<App>,
    may: May<DeleteAccounts>,
    id: Id,
    key: OptionalIdempotencyKey,
    body: Body<DeletionIn>,
) -> Result<HttpResponse, ApiError> {
    let id = AccountId(id.0);
    let answered = accounts::delete(&app, &may.session, id, &body.0, key.0).await?;
    Ok(replayable(&answered, StatusCode::NO_CONTENT).finish())
}
