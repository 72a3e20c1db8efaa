//! One line per request. No address, no query string, no body: they carry personal data.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::{Error, HttpMessage as _};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};

/// Logs one line for each request, in a span with the request id.
pub(crate) struct RequestLog;

/// Start of the request.
struct Began(Instant);

impl RootSpanBuilder for RequestLog {
    fn on_request_start(request: &ServiceRequest) -> Span {
        request.extensions_mut().insert(Began(Instant::now()));
        let id = request
            .extensions()
            .get::<RequestId>()
            .map(ToString::to_string);
        tracing::info_span!(
            "request",
            request.id = id.unwrap_or_default(),
            http.method = %request.method(),
            user.id = tracing::field::Empty,
        )
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let _entered = span.enter();
        let response = match outcome {
            Ok(response) => response,
            Err(error) => {
                let status = error.as_response_error().status_code().as_u16();
                tracing::info!(http.status = status, "Gave up on a request");
                return;
            }
        };
        let request = response.request();
        let began = request
            .extensions()
            .get::<Began>()
            .map(|began| began.0.elapsed());
        let route = request.match_pattern();
        // The page's own files are many and dull.
        let is_call = route
            .as_deref()
            .is_some_and(|route| route.starts_with("/api"));
        let duration_ms = began
            .map(|began| began.as_secs_f64() * 1000.0)
            .unwrap_or_default();
        let status = response.status().as_u16();
        if is_call || status >= 500 {
            tracing::info!(
                http.route = route.as_deref().unwrap_or("-"),
                http.status = status,
                duration_ms,
                "Answered a request"
            );
        } else {
            tracing::debug!(http.status = status, duration_ms, "Answered a request");
        }
    }
}
