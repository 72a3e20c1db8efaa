//! No request takes longer than it may.

use std::time::Duration;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use nmrs_domain::error::ErrorCode;

use crate::error::ApiError;

/// Longer than the wait for a connection and a write lock together, so that those answer first.
const LIMIT: Duration = Duration::from_secs(25);

/// Gives up on a request that takes too long. A transaction that was under way is rolled back.
pub(crate) async fn time_limit(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    match tokio::time::timeout(LIMIT, next.call(request)).await {
        Ok(response) => response,
        Err(_) => Err(ApiError::new(ErrorCode::Timeout).into()),
    }
}
