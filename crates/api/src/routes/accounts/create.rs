//! `POST /api/v1/accounts`.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::wire::{AccountIn, AccountOut};

use crate::error::ApiError;
use crate::extract::{
    Body, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::ReportAccounts, replayable,
};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Create an account.
///
/// Stores a draft, or submits the account if `submit` is true. A repetition with the same
/// `Idempotency-Key` returns the account of the first call.
#[utoipa::path(
    operation_id = "create_account",
    tag = "accounts",
    params(IdempotencyKeyHeader),
    request_body = AccountIn,
    responses(
        (status = 201, description = "Stored", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts")]
pub(super) async fn create_account(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    key: OptionalIdempotencyKey,
    body: Body<AccountIn>,
) -> Result<HttpResponse, ApiError> {
    let created = accounts::create(&app, &may.session, &body.0, key.0).await?;
    let location = format!("/api/v1/accounts/{}", created.answer.id);
    Ok(replayable(&created, StatusCode::CREATED)
        .insert_header((LOCATION, location))
        .json(created.answer))
}
