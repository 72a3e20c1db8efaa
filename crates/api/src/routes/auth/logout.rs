//! `POST /api/v1/auth/logout`.

use actix_web::{HttpRequest, HttpResponse, post, web};
use nmrs_app::{App, auth};

use super::cookie;
use crate::error::ApiError;
use crate::problems::NotPermitted;

/// Sign out.
///
/// Ends the session of the refresh token in the cookie. Succeeds without a cookie.
#[utoipa::path(
    operation_id = "logout",
    tag = "auth",
    responses(
        (status = 204, description = "Signed out"),
        NotPermitted,
    ),
)]
#[post("/auth/logout")]
pub(super) async fn logout(
    request: HttpRequest,
    app: web::Data<App>,
) -> Result<HttpResponse, ApiError> {
    auth::logout(&app, cookie::read(&request)?.as_ref()).await?;
    Ok(HttpResponse::NoContent()
        .cookie(cookie::remove(&request))
        .finish())
}
