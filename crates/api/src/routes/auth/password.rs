//! `POST /api/v1/auth/password`.

use actix_web::{HttpRequest, HttpResponse, post, web};
use nmrs_app::{App, auth};
use nmrs_domain::wire::{PasswordIn, Problem};

use super::cookie;
use crate::error::ApiError;
use crate::extract::{Body, ClientAddress, Signed};

/// Change one's own password.
///
/// Ends every session of the user, this one too.
#[utoipa::path(
    operation_id = "change_password",
    tag = "auth",
    request_body = PasswordIn,
    responses(
        (status = 204, description = "Changed; sign in again"),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields refused", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Locked out", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[post("/auth/password")]
pub(super) async fn change_password(
    request: HttpRequest,
    app: web::Data<App>,
    signed: Signed,
    address: ClientAddress,
    body: Body<PasswordIn>,
) -> Result<HttpResponse, ApiError> {
    auth::change_password(&app, &signed.0, body.0, &address.0).await?;
    Ok(HttpResponse::NoContent()
        .cookie(cookie::remove(&request))
        .finish())
}
