//! The HTTP client: session, retries, errors.

mod error;
mod idempotency;
mod query;
mod renew;
mod transport;

pub use error::{ApiError, ApiResult};
pub use query::path_with;
pub(super) use renew::{Renewal, renew};
pub(super) use transport::{Answer, Call, PREFIX, check_status, exchange};

use leptos::prelude::*;
use nmrs_domain::error::ErrorCode;
use reqwasm::http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::idempotency::IdempotencyKeys;
use crate::app::{Session, browser};

/// Handle to the server; cheap to copy.
#[derive(Clone, Copy)]
pub struct Api {
    pub(super) session: Session,
    keys: StoredValue<IdempotencyKeys>,
}

/// Retry behaviour of a call whose answer was lost.
enum Resend {
    /// Safe to repeat: the call only reads, or carries a version that can be used once.
    Unkeyed,
    /// Carries an idempotency key.
    Keyed,
    /// Carries an idempotency key of the caller.
    With(String),
}

pub fn use_api() -> Api {
    expect_context()
}

impl Api {
    /// Creates the handle; the app does so once, at its root.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            keys: StoredValue::default(),
        }
    }

    pub(super) async fn get<T: DeserializeOwned>(self, path: &str) -> ApiResult<T> {
        self.json(Method::GET, path.to_owned(), None, Resend::Unkeyed)
            .await
    }

    /// GET in the background: without a valid token it fails, and the session is not renewed.
    pub(super) async fn get_passive<T: DeserializeOwned>(self, path: &str) -> ApiResult<T> {
        let call = Call {
            method: Method::GET,
            path: path.to_owned(),
            body: None,
            key: None,
        };
        let answer = exchange(&call, self.session.token().as_deref()).await?;
        from_json(&answer)
    }

    pub(super) async fn list<T: DeserializeOwned>(
        self,
        path: &str,
        query: &impl Serialize,
    ) -> ApiResult<T> {
        self.json(Method::GET, path_with(path, query), None, Resend::Unkeyed)
            .await
    }

    /// POST with an idempotency key.
    pub(super) async fn post<T: DeserializeOwned>(
        self,
        path: &str,
        body: &impl Serialize,
    ) -> ApiResult<T> {
        let body = Some(to_json(body));
        self.json(Method::POST, path.to_owned(), body, Resend::Keyed)
            .await
    }

    /// POST whose answer has no body of interest.
    pub(super) async fn post_no_content(self, path: &str, body: &impl Serialize) -> ApiResult<()> {
        let body = Some(to_json(body));
        self.send_authorized(Method::POST, path.to_owned(), body, Resend::Keyed)
            .await
            .map(|_| ())
    }

    /// POST that the caller may repeat later with its own key.
    pub(super) async fn post_with_key<T: DeserializeOwned>(
        self,
        path: &str,
        body: &impl Serialize,
        key: String,
    ) -> ApiResult<T> {
        let body = Some(to_json(body));
        self.json(Method::POST, path.to_owned(), body, Resend::With(key))
            .await
    }

    pub(super) async fn put<T: DeserializeOwned>(
        self,
        path: &str,
        body: &impl Serialize,
    ) -> ApiResult<T> {
        self.json(
            Method::PUT,
            path.to_owned(),
            Some(to_json(body)),
            Resend::Unkeyed,
        )
        .await
    }

    /// PATCH of a version: a repetition is refused by the server.
    pub(super) async fn patch<T: DeserializeOwned>(
        self,
        path: &str,
        body: &impl Serialize,
    ) -> ApiResult<T> {
        let body = Some(to_json(body));
        self.json(Method::PATCH, path.to_owned(), body, Resend::Unkeyed)
            .await
    }

    /// Call whose answer has no body of interest.
    pub(super) async fn send(
        self,
        method: Method,
        path: &str,
        body: Option<String>,
    ) -> ApiResult<()> {
        self.send_authorized(method, path.to_owned(), body, Resend::Unkeyed)
            .await
            .map(|_| ())
    }

    async fn json<T: DeserializeOwned>(
        self,
        method: Method,
        path: String,
        body: Option<String>,
        resend: Resend,
    ) -> ApiResult<T> {
        let answer = self.send_authorized(method, path, body, resend).await?;
        from_json(&answer)
    }

    /// Sends a call with the token of the session, which is renewed as needed.
    async fn send_authorized(
        self,
        method: Method,
        path: String,
        body: Option<String>,
        resend: Resend,
    ) -> ApiResult<Answer> {
        let key = match (resend, &body) {
            (Resend::Keyed, Some(body)) => self
                .keys
                .try_update_value(|keys| keys.key_for(&path, body, browser::random_key)),
            (Resend::With(key), _) => Some(key),
            _ => None,
        };
        let call = Call {
            method,
            path,
            body,
            key,
        };
        let result = self
            .with_session(|token| {
                let call = &call;
                async move { exchange(call, token.as_deref()).await }
            })
            .await;
        let settled = !matches!(&result, Err(error) if error.outcome_unknown());
        if let (Some(key), true) = (&call.key, settled) {
            self.keys.try_update_value(|keys| keys.settle(key));
        }
        result
    }

    /// Calls `send` with a token, and again after a renewal or a new sign-in.
    pub(super) async fn with_session<T, F>(self, send: impl Fn(Option<String>) -> F) -> ApiResult<T>
    where
        F: Future<Output = ApiResult<T>>,
    {
        loop {
            let token = self.session.token();
            let result = send(token.clone()).await;
            let expired = matches!(
                result.as_ref().err().and_then(ApiError::code),
                Some(ErrorCode::Unauthenticated | ErrorCode::SessionEnded)
            );
            if !expired {
                return result;
            }
            if matches!(
                renew(self.session, token.as_deref()).await?,
                Renewal::Renewed
            ) {
                // A server that refuses a new token must not be asked forever.
                let again = send(self.session.token()).await;
                if again.as_ref().err().and_then(ApiError::code) != Some(ErrorCode::Unauthenticated)
                {
                    return again;
                }
            }
            if !self.session.wait_for_sign_in().await {
                return Err(ApiError::SignedOut);
            }
        }
    }
}

pub(super) fn to_json(body: &impl Serialize) -> String {
    // Wire types are plain structs with string keys: they always serialise.
    serde_json::to_string(body).unwrap_or_default()
}

pub(super) fn from_json<T: DeserializeOwned>(answer: &Answer) -> ApiResult<T> {
    serde_json::from_str(&answer.body).map_err(|_| ApiError::Unreadable {
        status: answer.status,
    })
}
