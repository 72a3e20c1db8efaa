//! The authenticated caller.

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use futures::future::LocalBoxFuture;
use nmrs_app::App;
use nmrs_app::auth::{Session, authenticate};
use nmrs_domain::error::ErrorCode;

use crate::error::ApiError;

/// A caller with a valid access token, without a check of permissions.
pub(crate) struct Authenticated(pub(crate) Session);

impl FromRequest for Authenticated {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self(signed(&request).await?)) })
    }
}

pub(super) async fn signed(request: &HttpRequest) -> Result<Session, ApiError> {
    let token = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or_else(|| ApiError::new(ErrorCode::Unauthenticated))?;
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or_else(|| ApiError::new(ErrorCode::Internal))?;
    let session = authenticate(app, token).await?;
    tracing::Span::current().record("user.id", session.actor.user.0);
    Ok(session)
}
