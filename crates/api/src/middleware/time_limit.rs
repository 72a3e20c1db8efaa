//! The time limit of a request.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, web};
use nmrs_domain::error::ErrorCode;

use crate::config::TimeLimits;
use crate::error::ApiError;

/// Answers 503 `timeout` if a request takes longer than [`TimeLimits`] allows. A transaction under way
/// is rolled back.
///
/// The limit ends with the head of the answer: the body of an export may take longer.
pub(crate) async fn time_limit(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let limits = request.app_data::<web::Data<TimeLimits>>();
    let limit = limits
        .map(|limits| limit(limits, request.method(), request.path()))
        .ok_or_else(|| ApiError::new(ErrorCode::Internal))?;
    tokio::time::timeout(limit, next.call(request))
        .await
        .unwrap_or_else(|_| Err(ApiError::new(ErrorCode::Timeout).into()))
}

/// Returns the limit of a call. Uploads of files get the time for their body in addition, within which
/// `extract::UploadBody` limits the reading.
fn limit(limits: &TimeLimits, method: &Method, path: &str) -> Duration {
    if method == Method::POST && path.starts_with("/api/") && path.ends_with("/imports") {
        limits.request + limits.upload
    } else {
        limits.request
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_uploads_get_the_time_for_a_file() {
        let limits = TimeLimits {
            request: Duration::from_secs(25),
            upload: Duration::from_mins(10),
            upload_silence: Duration::from_secs(30),
        };
        for (method, path, seconds) in [
            (Method::POST, "/api/v1/accounts/imports", 625),
            (Method::GET, "/api/v1/accounts/imports", 25),
            (Method::POST, "/api/v1/accounts/imports/1/commit", 25),
            (Method::POST, "/api/v1/accounts", 25),
            (Method::POST, "/imports", 25),
        ] {
            let limit = limit(&limits, &method, path);
            assert_eq!(limit.as_secs(), seconds, "{method} {path}");
        }
    }
}
