//! Errors of the API as HTTP answers, and errors of commands.
//!
//! The status of a code is [`ErrorCode::status`], which answers to batches carry as well; the tables
//! from status to title and to code are here.

use std::path::PathBuf;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use nmrs_app::{AppError, Refused};
use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::wire::Problem;
use nmrs_store::StoreError;

/// The error of an API call.
#[derive(Debug, thiserror::Error)]
#[error("{:?}", .0.code)]
pub(crate) struct ApiError(Box<Refused>);

impl ApiError {
    /// Returns the error of a code, with the detail of the code.
    pub(crate) fn new(code: ErrorCode) -> Self {
        AppError::refused(code).into()
    }

    /// Returns the error of a code with a more exact detail.
    pub(crate) fn detail(code: ErrorCode, detail: impl Into<String>) -> Self {
        AppError::refused(code).detail(detail).into()
    }

    /// Returns the error of a status that the framework set without a code.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        Self::new(match status {
            StatusCode::NOT_FOUND => ErrorCode::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => ErrorCode::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::BodyTooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ErrorCode::UnsupportedMediaType,
            StatusCode::REQUEST_TIMEOUT => ErrorCode::Timeout,
            status if status.is_server_error() => ErrorCode::Internal,
            _ => ErrorCode::MalformedQuery,
        })
    }

    /// Returns the problem document without its request id.
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

    /// Returns an error of one field, named by a JSON pointer.
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

/// Returns [`ErrorCode::status`] as the type of actix-web.
pub(crate) fn status(code: ErrorCode) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Returns the `title` of problems with a status.
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

/// A problem document without its request id, which the middleware adds before writing it.
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

/// The error of a command; the message is for the operator.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// A file or folder cannot be read or written.
    #[error("{}: {}", .0.display(), .1)]
    File(PathBuf, std::io::Error),
    /// The secret has fewer than 32 characters.
    #[error("{}: a secret needs at least 32 characters", .0.display())]
    ShortSecret(PathBuf),
    /// The operating system gives no randomness.
    #[error("the operating system gives no randomness")]
    Randomness,
    /// A schema change failed.
    #[error("schema: {0}")]
    Migration(String),
    /// The schema is not the one of this program.
    #[error("the database's schema is not the one of this program; run `nmrs migrate` first")]
    NotMigrated,
    /// A development version made the database; holds one of its migrations.
    #[error(
        "the database was made by a development version before 2026-11-28 (migration {0}), which \
         this program can neither use nor migrate; nothing was changed. Start with a new database: \
         move the SQLite file away, or create an empty PostgreSQL database, and run `nmrs init`. \
         To keep the accounts, export them with the program that made the database"
    )]
    DevelopmentSchema(String),
    /// A newer program migrated the database; holds its latest migration.
    #[error(
        "the database was migrated by a newer version of nmrs (migration {0}), which this program \
         can neither use nor undo; nothing was changed. Run that version, or restore the backup \
         from before the upgrade"
    )]
    NewerSchema(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A use case refused, or failed.
    #[error("{0}")]
    App(String),
    /// The event log of accounts was altered; number of faults.
    #[error("the log has {0} faults")]
    LogFaults(usize),
    /// A log document is not genuine, or its log was altered.
    #[error("{0}")]
    Document(String),
    /// The HTTP server failed.
    #[error("server: {0}")]
    Server(#[from] std::io::Error),
}

impl From<AppError> for CommandError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Refused(refused) => {
                let fields: Vec<_> = refused
                    .fields
                    .0
                    .iter()
                    .map(|field| field.detail.as_str())
                    .collect();
                Self::App(if fields.is_empty() {
                    refused
                        .detail
                        .unwrap_or_else(|| refused.code.detail().into())
                } else {
                    fields.join("；")
                })
            }
            other => Self::App(other.to_string()),
        }
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
