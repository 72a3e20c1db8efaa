//! One request to the server: the only place that knows the HTTP library.

use std::time::Duration;

use nmrs_domain::wire::Problem;
use reqwasm::http::{Method, Request};

use super::error::{ApiError, ApiResult};

pub(in crate::api) const PREFIX: &str = "/api/v1";
const TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Debug, Clone)]
pub(in crate::api) struct Call {
    pub(in crate::api) method: Method,
    pub(in crate::api) path: String,
    pub(in crate::api) body: Option<String>,
    pub(in crate::api) key: Option<String>,
}

#[derive(Debug, Clone)]
pub(in crate::api) struct Answer {
    pub(in crate::api) status: u16,
    pub(in crate::api) body: String,
}

pub(in crate::api) async fn exchange(call: &Call, token: Option<&str>) -> ApiResult<Answer> {
    let abort = web_sys::AbortController::new().ok();
    let mut request = Request::new(&format!("{PREFIX}{}", call.path))
        .method(call.method)
        .header("accept", "application/json")
        .abort_signal(
            abort
                .as_ref()
                .map(web_sys::AbortController::signal)
                .as_ref(),
        );
    if let Some(token) = token {
        request = request.header("authorization", &format!("Bearer {token}"));
    }
    if let Some(key) = &call.key {
        request = request.header("idempotency-key", key);
    }
    if let Some(body) = &call.body {
        request = request
            .header("content-type", "application/json")
            .body(body.as_str());
    }
    let timer = leptos::prelude::set_timeout_with_handle(
        move || {
            if let Some(abort) = abort {
                abort.abort();
            }
        },
        TIMEOUT,
    )
    .ok();
    let started = js_sys::Date::now();
    let answer = read(request).await;
    if let Some(timer) = timer {
        timer.clear();
    }
    let Ok(answer) = answer else {
        let waited = js_sys::Date::now() - started;
        return Err(if waited >= TIMEOUT.as_secs_f64() * 1000.0 {
            ApiError::Timeout
        } else {
            ApiError::Offline
        });
    };
    check_status(answer)
}

async fn read(request: Request) -> Result<Answer, reqwasm::Error> {
    let response = request.send().await?;
    Ok(Answer {
        status: response.status(),
        body: response.text().await?,
    })
}

/// Turns a status other than 2xx into an error.
pub(in crate::api) fn check_status(answer: Answer) -> ApiResult<Answer> {
    if (200..300).contains(&answer.status) {
        return Ok(answer);
    }
    Err(match serde_json::from_str::<Problem>(&answer.body) {
        Ok(problem) => ApiError::Problem(Box::new(problem)),
        Err(_) => ApiError::Unreadable {
            status: answer.status,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::error::ErrorCode;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            body: body.into(),
        }
    }

    #[test]
    fn a_problem_is_parsed_and_a_proxy_page_is_unreadable() {
        assert!(check_status(answer(204, "")).is_ok());
        let problem = r#"{"type":"/problems/not_found","title":"没有找到","status":404,
            "code":"not_found","detail":"没有找到。","request_id":"r1"}"#;
        let error = check_status(answer(404, problem)).unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::NotFound));
        assert!(!error.can_retry());
        let error = check_status(answer(502, "<html>Bad Gateway</html>")).unwrap_err();
        assert_eq!(error, ApiError::Unreadable { status: 502 });
        assert!(error.can_retry());
    }
}
