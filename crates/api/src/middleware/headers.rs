//! Security headers.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, ResponseError, web};

use crate::config::SecureCookies;
use crate::spa::PagePolicy;

const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// Swagger UI styles itself from scripts; the rest stays as strict as it can be.
const SWAGGER_POLICY: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Adds the headers to every answer.
pub(crate) async fn security_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let path = request.path();
    let is_api = path.starts_with("/api/");
    let policy = if path.starts_with("/swagger-ui") {
        HeaderValue::from_static(SWAGGER_POLICY)
    } else if is_api || !path.starts_with('/') {
        HeaderValue::from_static(API_POLICY)
    } else {
        request.app_data::<web::Data<PagePolicy>>().map_or_else(
            || HeaderValue::from_static(API_POLICY),
            |policy| policy.0.clone(),
        )
    };
    let secure = request
        .app_data::<web::Data<SecureCookies>>()
        .is_some_and(|secure| secure.0);
    let mut headers = vec![(CONTENT_SECURITY_POLICY, policy)];
    let mut set = |name: HeaderName, value: &'static str| {
        headers.push((name, HeaderValue::from_static(value)));
    };
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(X_FRAME_OPTIONS, "DENY");
    set(REFERRER_POLICY, "no-referrer");
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    );
    if secure {
        set(
            STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        );
    }
    if is_api {
        set(CACHE_CONTROL, "no-store");
    }
    match next.call(request).await {
        Ok(mut response) => {
            for (name, value) in headers {
                response.headers_mut().insert(name, value);
            }
            Ok(response)
        }
        Err(error) => Err(Guarded { error, headers }.into()),
    }
}

/// An error without its request, as after a timeout, with the headers of the answer.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
struct Guarded {
    error: Error,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl ResponseError for Guarded {
    fn status_code(&self) -> StatusCode {
        self.error.as_response_error().status_code()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = self.error.as_response_error().error_response();
        for (name, value) in &self.headers {
            response.headers_mut().insert(name.clone(), value.clone());
        }
        response
    }
}
