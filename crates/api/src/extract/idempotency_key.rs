//! The `Idempotency-Key` of a repeatable call.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder};
use futures::future::{Ready, ready};
use nmrs_app::{Answered, IdempotencyKey};
use serde::Serialize;

use super::header::optional;
use crate::error::ApiError;

/// The key, if the caller sent one.
pub(crate) struct MaybeKey(pub(crate) Option<IdempotencyKey>);

/// The header as the document describes it.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its description is used")]
pub(crate) struct KeyHeader {
    /// 1 to 64 visible ASCII characters. The same call with the same key is done once and gets the
    /// first answer again; kept for two days.
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
}

impl FromRequest for MaybeKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(optional(request, "idempotency-key", IdempotencyKey::parse).map(Self))
    }
}

/// Begins the answer to a repeatable call: a header tells when an earlier call had done the work.
pub(crate) fn replayable<T>(answered: &Answered<T>, status: StatusCode) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    if answered.repeated {
        response.insert_header(("idempotency-replayed", "true"));
    }
    response
}

/// The answer of a call that leaves something to read.
pub(crate) fn ok<T: Serialize>(answered: &Answered<T>) -> HttpResponse {
    replayable(answered, StatusCode::OK).json(&answered.answer)
}
