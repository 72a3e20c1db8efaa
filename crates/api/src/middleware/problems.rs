//! Writes errors as `application/problem+json` and names the request id on every answer.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, ResponseError as _};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::Problem;
use tracing_actix_web::RequestId;

use crate::error::{ApiError, PendingProblem};

const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The outermost layer but for the log: whatever went wrong inside, and wherever, leaves in one
/// format.
pub(crate) async fn write_problems(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = request
        .extensions()
        .get::<RequestId>()
        .map(ToString::to_string)
        .unwrap_or_default();
    let http_request = request.request().clone();
    let response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => {
            let response = error.as_response_error().error_response();
            ServiceResponse::new(http_request, response)
        }
    };
    let pending = response
        .response()
        .extensions()
        .get::<PendingProblem>()
        .cloned();
    let pending = pending.or_else(|| unnamed(&response));
    let mut response = match pending {
        Some(PendingProblem(problem)) => write(response, problem, &id),
        None => response,
    };
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    Ok(response)
}

/// Errors of the framework itself have no problem with them; only the API promises one.
fn unnamed(response: &ServiceResponse) -> Option<PendingProblem> {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || !response.request().path().starts_with("/api/") {
        return None;
    }
    let code = match status {
        StatusCode::NOT_FOUND => ErrorCode::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ErrorCode::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::BodyTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ErrorCode::UnsupportedMediaType,
        StatusCode::REQUEST_TIMEOUT => ErrorCode::Timeout,
        status if status.is_server_error() => ErrorCode::Internal,
        _ => ErrorCode::MalformedQuery,
    };
    let response = ApiError::new(code).error_response();
    let pending = response.extensions().get::<PendingProblem>().cloned();
    pending
}

fn write(response: ServiceResponse, problem: Problem, id: &str) -> ServiceResponse {
    let problem = Problem {
        request_id: id.to_owned(),
        ..problem
    };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = response.map_body(|head, _| {
        head.status = status;
        BoxBody::new(body)
    });
    response.headers_mut().insert(CONTENT_TYPE, PROBLEM_JSON);
    if let Some(seconds) = problem.retry_after {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
