//! Renewal of the access token by the refresh token in its cookie.
//!
//! A refresh token is good for one use; the second use ends the session. Tabs share the cookie, so
//! only one of them may renew at a time: [`locks`] sees to that.

use nmrs_domain::wire::TokenOut;
use reqwasm::http::Method;

use super::error::{ApiError, ApiResult};
use super::from_json;
use super::transport::{Call, exchange};
use crate::app::{Session, locks};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::api) enum Renewal {
    Renewed,
    Ended,
}

/// Renews the token, unless another call has already replaced the refused one.
pub(in crate::api) async fn renew(session: Session, refused: Option<&str>) -> ApiResult<Renewal> {
    let lock = locks::acquire("nmrs-refresh").await;
    let result = if session.token().as_deref() == refused {
        refresh(session).await
    } else if session.token().is_some() {
        Ok(Renewal::Renewed)
    } else {
        Ok(Renewal::Ended)
    };
    lock.release();
    result
}

async fn refresh(session: Session) -> ApiResult<Renewal> {
    let call = Call {
        method: Method::POST,
        path: "/auth/refresh".into(),
        body: None,
        key: None,
    };
    match exchange(&call, None).await {
        Ok(answer) => {
            let token: TokenOut = from_json(&answer)?;
            session.renewed(token);
            Ok(Renewal::Renewed)
        }
        // The server refused the cookie.
        Err(ApiError::Problem(problem)) if problem.status < 500 && problem.status != 429 => {
            Ok(Renewal::Ended)
        }
        Err(error) => Err(error),
    }
}
