//! Writes errors as `application/problem+json` and names the request id on every answer.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE,
};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpResponse, ResponseError};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::Problem;
use tracing_actix_web::RequestId;

use crate::error::{ApiError, PendingProblem};

const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Writes every error answer of the inner services as a problem document.
pub(crate) async fn write_problems(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = request
        .extensions()
        .get::<RequestId>()
        .map(ToString::to_string)
        .unwrap_or_default();
    // An inner middleware may have dropped the request, without which there is no `ServiceResponse`:
    // then its error carries the problem document.
    let response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => return Err(ProblemResponse::from(&error, &id).into()),
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

/// Returns the problem of an error answer that the framework itself gave to an API call.
fn unnamed(response: &ServiceResponse) -> Option<PendingProblem> {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || !response.request().path().starts_with("/api/") {
        return None;
    }
    Some(ApiError::of_status(status).pending())
}

fn write(response: ServiceResponse, problem: Problem, id: &str) -> ServiceResponse {
    let written = ProblemResponse(Problem {
        request_id: id.to_owned(),
        ..problem
    });
    let kept: Vec<_> = response
        .headers()
        .iter()
        .filter(|(name, _)| **name != CONTENT_TYPE)
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let mut response = response.into_response(written.error_response());
    for (name, value) in kept {
        response.headers_mut().append(name, value);
    }
    response
}

/// A complete problem document, with its request id.
#[derive(Debug, thiserror::Error)]
#[error("{:?}", .0.code)]
struct ProblemResponse(Problem);

impl ProblemResponse {
    fn from(error: &Error, id: &str) -> Self {
        let response = error.as_response_error().error_response();
        let pending = response.extensions().get::<PendingProblem>().cloned();
        let PendingProblem(problem) =
            pending.unwrap_or_else(|| ApiError::new(ErrorCode::Internal).pending());
        Self(Problem {
            request_id: id.to_owned(),
            ..problem
        })
    }
}

impl ResponseError for ProblemResponse {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        response.insert_header((CONTENT_TYPE, PROBLEM_JSON));
        if let Some(seconds) = self.0.retry_after {
            response.insert_header((RETRY_AFTER, seconds));
        }
        if self.status_code() == StatusCode::UNAUTHORIZED {
            response.insert_header((WWW_AUTHENTICATE, "Bearer"));
        }
        if let Ok(id) = HeaderValue::from_str(&self.0.request_id) {
            response.insert_header((REQUEST_ID, id));
        }
        response.body(serde_json::to_vec(&self.0).unwrap_or_default())
    }
}
