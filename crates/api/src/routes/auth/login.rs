//! `POST /api/v1/auth/login`.

use actix_web::{HttpRequest, HttpResponse, post, web};
use nmrs_app::{App, auth};
use nmrs_domain::wire::{LoginIn, Problem, TokenOut};

use super::cookie;
use crate::error::ApiError;
use crate::extract::{Body, ClientAddress};

/// Sign in.
///
/// Answers with an access token of minutes; the refresh token is set as an HttpOnly cookie. Wrong
/// passwords are counted per user and per address and lock with a growing delay.
#[utoipa::path(
    operation_id = "login",
    tag = "auth",
    request_body = LoginIn,
    responses(
        (status = 200, description = "Signed in", body = TokenOut),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields refused", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Locked out", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/auth/login")]
pub(super) async fn login(
    request: HttpRequest,
    app: web::Data<App>,
    address: ClientAddress,
    body: Body<LoginIn>,
) -> Result<HttpResponse, ApiError> {
    let signed_in = auth::login(&app, body.0, &address.0).await?;
    Ok(HttpResponse::Ok()
        .cookie(cookie::write(&request, &signed_in))
        .json(signed_in.token))
}
