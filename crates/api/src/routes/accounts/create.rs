//! `POST /api/v1/accounts`.

use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::wire::{AccountIn, AccountOut, Problem};

use crate::error::ApiError;
use crate::extract::{Body, May, MaybeKey, needs::ReportAccounts};

/// Declare an account.
///
/// Keeps it as a draft, or hands it in at once with `submit`. With an `Idempotency-Key` a repetition
/// answers with the account that the first call created.
#[utoipa::path(
    operation_id = "create_account",
    tag = "accounts",
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 64 visible ASCII characters")),
    request_body = AccountIn,
    responses(
        (status = 201, description = "Stored", body = AccountOut),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not permitted to this role", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Conflict; `current` has the present state", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields refused", body = Problem, content_type = "application/problem+json"),
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
    let mut response = HttpResponse::Created();
    response.insert_header((LOCATION, format!("/api/v1/accounts/{}", created.account.id)));
    if created.repeated {
        response.insert_header(("idempotency-replayed", "true"));
    }
    Ok(response.json(created.account))
}
