//! The cookie of the refresh token.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::header::HeaderValue;
use actix_web::{HttpRequest, web};
use nmrs_app::auth::{RefreshToken, SignedIn};
use nmrs_domain::error::ErrorCode;

use crate::config::SecureCookies;
use crate::error::ApiError;

const NAME: &str = "nmrs_refresh";
/// Only these calls need it, so only they are sent it.
const PATH: &str = "/api/v1/auth";

/// A cookie that scripts cannot read and other sites cannot send.
pub(super) fn write(request: &HttpRequest, signed_in: &SignedIn) -> Cookie<'static> {
    base(request, signed_in.refresh.expose().to_owned())
        .max_age(Duration::seconds(signed_in.refresh_seconds))
        .finish()
}

/// Takes the cookie away.
pub(super) fn remove(request: &HttpRequest) -> Cookie<'static> {
    base(request, String::new())
        .max_age(Duration::ZERO)
        .finish()
}

fn base(request: &HttpRequest, value: String) -> actix_web::cookie::CookieBuilder<'static> {
    let secure = request
        .app_data::<web::Data<SecureCookies>>()
        .is_none_or(|secure| secure.0);
    Cookie::build(NAME, value)
        .path(PATH)
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Strict)
}

/// The token that the browser sent, if it did.
///
/// `SameSite=Strict` keeps other sites from sending it; where the browser says who asks, that is
/// looked at as well.
pub(super) fn read(request: &HttpRequest) -> Result<Option<RefreshToken>, ApiError> {
    let site = request
        .headers()
        .get("sec-fetch-site")
        .map(HeaderValue::as_bytes);
    if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
        return Err(ApiError::new(ErrorCode::Forbidden));
    }
    Ok(request
        .cookie(NAME)
        .and_then(|cookie| RefreshToken::parse(cookie.value())))
}
