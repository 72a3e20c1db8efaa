//! `POST /api/v1/auth/refresh`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, post, web};
use nmrs_app::{App, auth};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::TokenOut;

use super::cookie;
use crate::error::ApiError;
use crate::problems::{NotPermitted, NotSignedIn};

/// Refresh the session.
///
/// Takes the refresh token from the cookie and sets a new one. A refresh token that was used before
/// ends the session.
#[utoipa::path(
    operation_id = "refresh_session",
    tag = "auth",
    responses(
        (status = 200, description = "The new access token", body = TokenOut),
        NotSignedIn, NotPermitted,
    ),
)]
#[post("/auth/refresh")]
pub(super) async fn refresh_session(
    request: HttpRequest,
    app: web::Data<App>,
) -> Result<HttpResponse, ApiError> {
    let ended = || ApiError::new(ErrorCode::SessionEnded);
    let token = cookie::read(&request)?.ok_or_else(ended)?;
    match auth::refresh(&app, &token).await {
        Ok(signed_in) => Ok(HttpResponse::Ok()
            .cookie(cookie::write(&request, &signed_in))
            .json(signed_in.token)),
        Err(error) => {
            let error = ApiError::from(error);
            let mut response = error.error_response();
            if error.status_code() == StatusCode::UNAUTHORIZED {
                // The cookie is good for nothing any more.
                response
                    .add_removal_cookie(&cookie::remove(&request))
                    .map_err(|_| ApiError::new(ErrorCode::Internal))?;
            }
            Ok(response)
        }
    }
}
