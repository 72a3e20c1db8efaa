//! Path parameters.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures::future::{Ready, ready};
use nmrs_domain::calendar::parse_day;
use nmrs_domain::error::ErrorCode;
use time::Date;

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

/// The `{id}` and the `{row}` of a path.
pub(crate) struct RowOf(pub(crate) i64, pub(crate) u32);

impl FromRequest for RowOf {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let named = |name| request.match_info().get(name);
        let id = named("id").and_then(|id| id.parse().ok());
        let row = named("row").and_then(|row| row.parse().ok());
        ready(id.zip(row).map(|(id, row)| Self(id, row)).ok_or_else(|| {
            ApiError::detail(ErrorCode::MalformedQuery, "地址中的编号和行号应为整数。")
        }))
    }
}

/// The `{day}` of a path.
pub(crate) struct Day(pub(crate) Date);

impl FromRequest for Day {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let day = request.match_info().get("day").and_then(parse_day);
        ready(day.map(Self).ok_or_else(|| {
            ApiError::detail(
                ErrorCode::MalformedQuery,
                "地址中的日期应为 2026-10-01 的形式，并确实存在。",
            )
        }))
    }
}
