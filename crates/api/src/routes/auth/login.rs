//! `POST /api/v1/auth/login`.

use actix_web::{HttpRequest, HttpResponse, post, web};
use nmrs_app::{App, auth};
use nmrs_domain::wire::{LoginIn, TokenOut};

use super::cookie;
use crate::error::ApiError;
use crate::extract::{Body, ClientNetwork};
use crate::problems::{FieldsRefused, LockedOut, Malformed, NotJson, NotSignedIn, TooLarge};

/// Sign in.
///
/// Returns an access token that is valid for minutes, and sets the refresh token as an HttpOnly
/// cookie. Wrong passwords are counted per user and per address; further attempts are refused for a
/// growing time.
#[utoipa::path(
    operation_id = "login",
    tag = "auth",
    request_body = LoginIn,
    responses(
        (status = 200, description = "Signed in", body = TokenOut),
        Malformed, NotSignedIn, TooLarge, NotJson, FieldsRefused, LockedOut,
    ),
)]
#[post("/auth/login")]
pub(super) async fn login(
    request: HttpRequest,
    app: web::Data<App>,
    network: ClientNetwork,
    body: Body<LoginIn>,
) -> Result<HttpResponse, ApiError> {
    let signed_in = auth::login(&app, body.0, &network.0).await?;
    Ok(HttpResponse::Ok()
        .cookie(cookie::write(&request, &signed_in))
        .json(signed_in.token))
}
