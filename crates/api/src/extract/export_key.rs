//! The `Export-Key` header: key of the progress of an export.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures::future::{Ready, ready};
use nmrs_app::exports::ExportKey;
use nmrs_domain::error::ErrorCode;

use super::header::optional;
use crate::error::ApiError;

/// The key, if the caller sent one.
pub(crate) struct OptionalExportKey(pub(crate) Option<ExportKey>);

/// The header in the OpenAPI document.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its description is used")]
pub(crate) struct ExportKeyHeader {
    /// A UUID chosen by the caller, for `GET /accounts/exports/{key}`.
    #[param(rename = "Export-Key")]
    key: Option<String>,
}

impl FromRequest for OptionalExportKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(optional(request, "export-key", ExportKey::parse).map(Self))
    }
}

/// The `{key}` of a path. An invalid key is not found.
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
