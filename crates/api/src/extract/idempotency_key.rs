//! The `Idempotency-Key` of a repeatable call.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures::future::{Ready, ready};
use nmrs_app::IdempotencyKey;
use nmrs_domain::error::FieldErrors;

use crate::error::ApiError;

/// The key, if the caller sent one.
pub(crate) struct MaybeKey(pub(crate) Option<IdempotencyKey>);

impl FromRequest for MaybeKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = request.headers().get("idempotency-key").map(|value| {
            let text = value.to_str().map_err(|_| {
                FieldErrors::one("/Idempotency-Key", "应为 1 至 64 个可见的英文字符")
            })?;
            IdempotencyKey::parse(text)
        });
        ready(key.transpose().map(Self).map_err(ApiError::from))
    }
}
