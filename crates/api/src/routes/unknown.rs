//! Addresses under `/api` that no route takes: 404, or 405 where only the method is wrong.

use actix_web::dev::ResourceDef;
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, web};
use nmrs_domain::error::ErrorCode;
use utoipa::openapi::OpenApi;

use crate::error::ApiError;

/// Every path of the document with its methods.
pub(crate) struct Known(Vec<(ResourceDef, String)>);

impl Known {
    /// Reads them from the document, which has every route.
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
                .filter(|(_, there)| *there)
                .map(|(name, _)| name)
                .collect();
            (ResourceDef::new(path.as_str()), allow.join(", "))
        });
        Self(paths.collect())
    }

    /// The methods of a path, if there is such a path.
    fn allow(&self, path: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known.is_match(path))
            .map(|(_, allow)| allow.as_str())
    }
}

/// Answers what no route took.
pub(crate) async fn unknown(request: HttpRequest, known: web::Data<Known>) -> HttpResponse {
    let Some(allow) = known.allow(request.path()) else {
        return ApiError::detail(ErrorCode::NotFound, "没有这个接口地址，请对照接口文档。")
            .error_response();
    };
    let mut response = ApiError::new(ErrorCode::MethodNotAllowed).error_response();
    if let Ok(allow) = HeaderValue::from_str(allow) {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}
