use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::wire::{CurrentState, Problem};

pub type ApiResult<T> = Result<T, ApiError>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// Refusal with a `problem+json` body.
    Problem(Box<Problem>),
    Offline,
    /// No answer within the time limit.
    Timeout,
    /// An answer that is no JSON of this API, usually the page of a proxy.
    Unreadable {
        status: u16,
    },
    /// The session ended, and the user did not sign in again.
    SignedOut,
    Cancelled,
}

impl ApiError {
    /// Message for the user, in Chinese: what happened and what to do next.
    pub fn message(&self) -> String {
        match self {
            Self::Problem(problem) if problem.detail.is_empty() => problem.code.detail().into(),
            Self::Problem(problem) => problem.detail.clone(),
            Self::Offline => "连接不上服务器，请检查网络后重试。".into(),
            Self::Timeout => "服务器迟迟没有回应，请稍后重试。".into(),
            Self::Unreadable { status } => {
                format!("收到的回应无法识别（状态 {status}），请稍后重试。")
            }
            Self::SignedOut => ErrorCode::SessionEnded.detail().into(),
            Self::Cancelled => "已取消。".into(),
        }
    }

    /// Error code of the server, if it sent one.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }

    /// Refused fields; none for other errors.
    pub fn field_errors(&self) -> FieldErrors {
        match self {
            Self::Problem(problem) => FieldErrors(problem.errors.clone()),
            _ => FieldErrors::default(),
        }
    }

    /// Current state of the account, if the caller's state was out of date.
    pub fn current(&self) -> Option<CurrentState> {
        match self {
            Self::Problem(problem) => problem.current,
            _ => None,
        }
    }

    /// Request id for support; only for status 500 and above.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) if problem.status >= 500 => Some(&problem.request_id),
            _ => None,
        }
    }

    /// Appends the request id to `text`, if there is one.
    pub fn with_request(&self, text: String) -> String {
        match self.request_id() {
            Some(request) => format!("{text}（请求编号 {request}）"),
            None => text,
        }
    }

    /// Returns true if a retry of the same call may succeed.
    pub fn can_retry(&self) -> bool {
        match self {
            Self::Problem(problem) => problem.status >= 500 || problem.status == 429,
            Self::Offline | Self::Timeout | Self::Unreadable { .. } => true,
            Self::SignedOut | Self::Cancelled => false,
        }
    }

    /// Returns true if the server may have executed the call.
    pub(super) fn outcome_unknown(&self) -> bool {
        match self {
            Self::Problem(problem) => problem.status >= 500,
            Self::Offline | Self::Timeout | Self::Unreadable { .. } | Self::Cancelled => true,
            Self::SignedOut => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(status: u16, code: ErrorCode) -> ApiError {
        ApiError::Problem(Box::new(Problem {
            kind: String::new(),
            title: String::new(),
            status,
            code,
            detail: String::new(),
            request_id: "r1".into(),
            errors: Vec::new(),
            current: None,
            retry_after: None,
        }))
    }

    #[test]
    fn a_refusal_is_final_and_a_failure_may_be_retried() {
        let refusal = problem(409, ErrorCode::WrongStatus);
        assert!(!refusal.can_retry() && !refusal.outcome_unknown());
        assert_eq!(refusal.request_id(), None);
        assert_eq!(refusal.message(), ErrorCode::WrongStatus.detail());
        assert_eq!(refusal.with_request("不行。".into()), "不行。");
        let failure = problem(500, ErrorCode::Internal);
        assert!(failure.can_retry() && failure.outcome_unknown());
        assert_eq!(failure.request_id(), Some("r1"));
        assert_eq!(
            failure.with_request("不行。".into()),
            "不行。（请求编号 r1）"
        );
        assert!(problem(429, ErrorCode::TooManyRequests).can_retry());
        assert!(ApiError::Timeout.outcome_unknown());
        assert!(!ApiError::SignedOut.can_retry());
    }
}
