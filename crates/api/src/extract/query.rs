//! Query strings.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use futures::future::{Ready, ready};
use nmrs_domain::error::ErrorCode;
use serde::de::DeserializeOwned;

use crate::error::ApiError;

/// The query string of a request. Unknown parameters are refused: a misspelt filter would otherwise
/// return every row.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = web::Query::<T>::from_query(request.query_string());
        ready(
            query
                .map(|query| Self(query.into_inner()))
                .map_err(|error| {
                    let text = error.to_string();
                    let name = text.split('`').nth(1).unwrap_or_default();
                    let detail = if text.contains("unknown field") {
                        format!("没有名为 {name} 的查询参数，请对照接口文档。")
                    } else if text.contains("missing field") {
                        format!("缺少查询参数 {name}。")
                    } else {
                        ErrorCode::MalformedQuery.detail().to_owned()
                    };
                    ApiError::detail(ErrorCode::MalformedQuery, detail)
                }),
        )
    }
}
