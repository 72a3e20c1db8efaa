//! A rate limit per network address for calls that cost a password hash or a session.
//!
//! It protects this process from a flood; guessing passwords is bounded by the lock-out, which all
//! servers share.

use std::num::NonZeroU32;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError as _, web};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use nmrs_app::AppError;
use nmrs_domain::error::ErrorCode;

use crate::error::ApiError;
use crate::extract::client_network;

/// Calls a second of one address in the long run. A whole office may share an address.
const PER_SECOND: NonZeroU32 = NonZeroU32::new(20).unwrap();
/// Calls of one address in a burst.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(100).unwrap();

/// The rate limiter, keyed by address.
pub(crate) struct SignInRate(DefaultKeyedRateLimiter<String>);

impl Default for SignInRate {
    fn default() -> Self {
        Self(RateLimiter::keyed(
            Quota::per_second(PER_SECOND).allow_burst(AT_ONCE),
        ))
    }
}

impl SignInRate {
    /// Removes idle addresses.
    pub(crate) fn tidy(&self) {
        self.0.retain_recent();
        self.0.shrink_to_fit();
    }

    /// Returns the seconds to wait if the address exceeds its rate.
    fn wait(&self, address: &String) -> Option<u64> {
        let not_until = self.0.check_key(address).err()?;
        let wait = not_until.wait_time_from(DefaultClock::default().now());
        Some(wait.as_secs() + 1)
    }
}

/// Answers 429 `too_many_requests` if an address exceeds its rate.
pub(crate) async fn limit_sign_ins(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let limited = request.path().starts_with("/api/v1/auth/") && request.method() == Method::POST;
    let rate = request
        .app_data::<web::Data<SignInRate>>()
        .filter(|_| limited);
    let wait = rate.and_then(|rate| rate.wait(&client_network(request.request())));
    if let Some(seconds) = wait {
        let error = AppError::refused(ErrorCode::TooManyRequests).retry_after(seconds);
        let response = ApiError::from(error).error_response();
        return Ok(request.into_response(response).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_asks_too_fast_waits_and_others_do_not() {
        let rate = SignInRate::default();
        for _ in 0..AT_ONCE.get() {
            assert_eq!(rate.wait(&"a".into()), None);
        }
        assert!(rate.wait(&"a".into()).is_some());
        assert_eq!(rate.wait(&"b".into()), None);
    }
}
