//! The `Idempotency-Key` header.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder};
use futures::future::{Ready, ready};
use nmrs_app::{Answered, IdempotencyKey};
use serde::Serialize;

use super::header::optional;
use crate::error::ApiError;

/// The key, if the caller sent one.
pub(crate) struct OptionalIdempotencyKey(pub(crate) Option<IdempotencyKey>);

/// The header in the OpenAPI document.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its description is used")]
pub(crate) struct IdempotencyKeyHeader {
    /// 1 to 64 visible ASCII characters. A repeated call with the same key is executed once and
    /// returns the first answer again, for two days.
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
}

impl FromRequest for OptionalIdempotencyKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(optional(request, "idempotency-key", IdempotencyKey::parse).map(Self))
    }
}

/// Starts the answer of an idempotent call, with `Idempotency-Replayed: true` for a repetition.
pub(crate) fn replayable<T>(answered: &Answered<T>, status: StatusCode) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    if answered.repeated {
        response.insert_header(("idempotency-replayed", "true"));
    }
    response
}

/// Returns 200 with the answer as JSON.
pub(crate) fn ok<T: Serialize>(answered: &Answered<T>) -> HttpResponse {
    replayable(answered, StatusCode::OK).json(&answered.answer)
}
