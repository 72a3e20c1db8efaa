//! The key in a path.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures::future::{Ready, ready};
use nmrs_domain::error::ErrorCode;

use crate::error::ApiError;

/// The `{id}` of a path.
pub(crate) struct Id(pub(crate) i64);

impl FromRequest for Id {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request
            .match_info()
            .get("id")
            .and_then(|id| id.parse().ok());
        ready(
            id.map(Self).ok_or_else(|| {
                ApiError::detail(ErrorCode::MalformedQuery, "地址中的编号应为整数。")
            }),
        )
    }
}
