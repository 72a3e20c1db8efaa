//! Errors as HTTP answers: one table from code to status, one format for all.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use nmrs_app::{AppError, Refused};
use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::wire::Problem;

/// Why a call was not answered with what it asked for.
#[derive(Debug, thiserror::Error)]
#[error("{:?}", .0.code)]
pub(crate) struct ApiError(Box<Refused>);

impl ApiError {
    /// An error that its code says all about.
    pub(crate) fn new(code: ErrorCode) -> Self {
        AppError::refused(code).into()
    }

    /// Says it more exactly than the code does.
    pub(crate) fn detail(code: ErrorCode, detail: impl Into<String>) -> Self {
        AppError::refused(code).detail(detail).into()
    }

    /// The problem that it is, but for the request id.
    pub(crate) fn pending(&self) -> PendingProblem {
        let Refused {
            code,
            detail,
            fields,
            current,
            retry_after,
        } = (*self.0).clone();
        let status = status(code);
        let name = serde_json::to_value(code).ok();
        let name = name
            .as_ref()
            .and_then(|name| name.as_str())
            .unwrap_or("internal");
        PendingProblem(Problem {
            kind: format!("/problems/{name}"),
            title: title(status).into(),
            status: status.as_u16(),
            code,
            detail: detail.unwrap_or_else(|| code.detail().into()),
            request_id: String::new(),
            errors: fields.0,
            current,
            retry_after,
        })
    }

    /// A field that could not even be read.
    pub(crate) fn field(code: ErrorCode, pointer: &str, detail: impl Into<String>) -> Self {
        let mut error = Self::new(code);
        error.0.fields = FieldErrors::one(pointer, detail);
        error
    }
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        Self(Box::new(error.into_refused()))
    }
}

impl From<FieldErrors> for ApiError {
    fn from(fields: FieldErrors) -> Self {
        AppError::from(fields).into()
    }
}

/// The status of a code, as the web server wants it.
pub(crate) fn status(code: ErrorCode) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Short summary of a kind of problem.
fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "请求有误",
        401 => "未登录",
        403 => "无权操作",
        404 => "没有找到",
        405 => "方法不支持",
        409 => "状态冲突",
        413 => "内容过大",
        415 => "格式不支持",
        422 => "内容需更正",
        429 => "请求过多",
        503 => "暂不可用",
        _ => "系统出错",
    }
}

/// A problem on its way out; the middleware adds the request id and writes it.
#[derive(Debug, Clone)]
pub(crate) struct PendingProblem(pub(crate) Problem);

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        status(self.0.code)
    }

    fn error_response(&self) -> HttpResponse {
        let pending = self.pending();
        let mut response = HttpResponse::new(self.status_code());
        response.extensions_mut().insert(pending);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    #[test]
    fn every_code_has_a_status_and_every_status_a_title() {
        let mut table = String::new();
        for code in ErrorCode::ALL {
            let status = status(code);
            assert!(status.is_client_error() || status.is_server_error());
            assert!(
                status.as_u16() == 500 || title(status) != "系统出错",
                "{status}"
            );
            writeln!(table, "{} {code:?}", status.as_u16()).unwrap();
        }
        assert_eq!(
            table.lines().filter(|line| line.starts_with('5')).count(),
            3
        );
    }
}
