//! `POST /api/v1/accounts`.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::wire::{AccountIn, AccountOut};

use crate::error::ApiError;
use crate::extract::{Body, KeyHeader, May, MaybeKey, needs::ReportAccounts, replayable};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Declare an account.
///
/// Keeps it as a draft, or hands it in at once with `submit`. With an `Idempotency-Key` a repetition
/// answers with the account that the first call created.
#[utoipa::path(
    operation_id = "create_account",
    tag = "accounts",
    params(KeyHeader),
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
    key: MaybeKey,
    body: Body<AccountIn>,
) -> Result<HttpResponse, ApiError> {
    let created = accounts::create(&app, &may.session, &body.0, key.0).await?;
    let location = format!("/api/v1/accounts/{}", created.answer.id);
    Ok(replayable(&created, StatusCode::CREATED)
        .insert_header((LOCATION, location))
        .json(created.answer))
}
