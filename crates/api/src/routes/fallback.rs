//! Answers to paths under `/api` without a route: 404, or 405 if only the method is wrong.

use actix_web::dev::ResourceDef;
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, web};
use nmrs_domain::error::ErrorCode;
use utoipa::openapi::OpenApi;

use crate::error::ApiError;

/// The paths of the OpenAPI document with their methods.
pub(crate) struct RouteIndex(Vec<(ResourceDef, String)>);

impl RouteIndex {
    /// Reads the OpenAPI document, which has every route.
    pub(crate) fn of(document: &OpenApi) -> Self {
        let paths = document.paths.paths.iter().map(|(path, item)| {
            let methods = [
                ("GET", item.get.is_some()),
                ("POST", item.post.is_some()),
                ("PUT", item.put.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let allow: Vec<_> = methods
                .into_iter()
                .filter(|(_, exists)| *exists)
                .map(|(name, _)| name)
                .collect();
            (ResourceDef::new(path.as_str()), allow.join(", "))
        });
        Self(paths.collect())
    }

    /// Returns the methods of a path as `Allow` lists them, or `None` for an unknown path.
    fn allow(&self, path: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(pattern, _)| pattern.is_match(path))
            .map(|(_, allow)| allow.as_str())
    }
}

/// Answers a request that no route matched.
pub(crate) async fn fallback(request: HttpRequest, routes: web::Data<RouteIndex>) -> HttpResponse {
    let Some(allow) = routes.allow(request.path()) else {
        return ApiError::detail(ErrorCode::NotFound, "没有这个接口地址，请对照接口文档。")
            .error_response();
    };
    let mut response = ApiError::new(ErrorCode::MethodNotAllowed).error_response();
    if let Ok(allow) = HeaderValue::from_str(allow) {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}
