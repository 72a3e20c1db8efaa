//! The key under which a caller asks how far its export has come.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures::future::{Ready, ready};
use nmrs_app::exports::ExportKey;
use nmrs_domain::error::ErrorCode;

use super::header::optional;
use crate::error::ApiError;

/// The key, if the caller sent one.
pub(crate) struct MaybeExportKey(pub(crate) Option<ExportKey>);

/// The header as the document describes it.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its description is used")]
pub(crate) struct ExportKeyHeader {
    /// A UUID of the caller's choice, for `GET /accounts/exports/{key}`.
    #[param(rename = "Export-Key")]
    key: Option<String>,
}

impl FromRequest for MaybeExportKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(optional(request, "export-key", ExportKey::parse).map(Self))
    }
}

/// The `{key}` of a path. What is no key is none of the caller's.
pub(crate) struct ExportKeyInPath(pub(crate) ExportKey);

impl FromRequest for ExportKeyInPath {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = request.match_info().get("key").unwrap_or_default();
        ready(
            ExportKey::parse(key)
                .map(Self)
                .map_err(|_| ApiError::new(ErrorCode::NotFound)),
        )
    }
}
