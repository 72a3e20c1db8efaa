//! Errors returned to API clients: a stable code, a Chinese sentence and the invalid fields.

use serde::{Deserialize, Serialize};

/// Stable error code: the `code` member of every problem response.
///
/// Each code has one HTTP status. The page shows [`ErrorCode::detail`] unless the response has a
/// more specific text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray)]
pub enum ErrorCode {
    /// One or more fields are invalid; `errors` lists the fields.
    ValidationFailed,
    /// The body is not JSON of the documented form.
    MalformedBody,
    /// The query string or the path cannot be parsed.
    MalformedQuery,
    /// The body exceeds the size limit of the operation.
    BodyTooLarge,
    /// The body is not declared as `application/json`.
    UnsupportedMediaType,
    /// The route does not exist, or no record with this key is in the caller's scope.
    NotFound,
    /// The route does not support this HTTP method.
    MethodNotAllowed,
    /// No valid access token was sent.
    Unauthenticated,
    /// The user name, the password or the chosen role is wrong.
    WrongCredentials,
    /// Sign-in is locked after too many wrong passwords; `retry_after` is the remaining time in
    /// seconds.
    LockedOut,
    /// The session has ended (sign-out, password change, or reuse of a refresh token).
    SessionEnded,
    /// The caller's role does not permit this action.
    Forbidden,
    /// The reporting unit must complete its profile before any other action.
    ProfileIncomplete,
    /// The record was changed after the caller read the record; `current` has the current state.
    VersionConflict,
    /// The status of the account does not allow this action; `current` has the current state.
    WrongStatus,
    /// The review is pending at another organizing unit; `current` has the current state.
    NotYourTurn,
    /// The account was restored before; an account can be restored only once.
    AlreadyRestored,
    /// Another account that is not a draft, closed or deleted already has this identity.
    IdentityTaken,
    /// Some of the days already have a different entry; `errors` lists the days.
    CalendarDaysSet,
    /// The file is not an importable spreadsheet; `detail` has instructions for the user.
    SpreadsheetRefused,
    /// Rows of the import have errors, including errors that arose after the check.
    ImportHasErrors,
    /// The import is already committed.
    ImportCommitted,
    /// No free code is left for this unit or platform.
    CodesExhausted,
    /// The Idempotency-Key was already used with a different body.
    IdempotencyKeyReused,
    /// The client address exceeded the request limit.
    TooManyRequests,
    /// The request exceeded the time limit of the server.
    Timeout,
    /// The server is temporarily unavailable (starting, stopping, or database unreachable).
    Unavailable,
    /// Server error; the log has the cause under the request id.
    Internal,
}

impl ErrorCode {
    /// Returns the HTTP status of responses with this code.
    pub const fn status(self) -> u16 {
        match self {
            Self::MalformedBody | Self::MalformedQuery => 400,
            Self::Unauthenticated | Self::WrongCredentials | Self::SessionEnded => 401,
            Self::Forbidden | Self::ProfileIncomplete => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::VersionConflict
            | Self::WrongStatus
            | Self::NotYourTurn
            | Self::AlreadyRestored
            | Self::IdentityTaken
            | Self::CalendarDaysSet
            | Self::ImportHasErrors
            | Self::ImportCommitted
            | Self::CodesExhausted => 409,
            Self::BodyTooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::ValidationFailed | Self::IdempotencyKeyReused | Self::SpreadsheetRefused => 422,
            Self::LockedOut | Self::TooManyRequests => 429,
            Self::Internal => 500,
            Self::Timeout | Self::Unavailable => 503,
        }
    }

    /// Returns the default Chinese text: the problem, and the next step for the user.
    pub const fn detail(self) -> &'static str {
        match self {
            Self::ValidationFailed => "有内容需要更正，请按各项提示修改后重新提交。",
            Self::MalformedBody => "请求内容不是约定的 JSON 格式，请对照接口文档检查。",
            Self::MalformedQuery => "查询条件或地址有误，请检查后重试。",
            Self::BodyTooLarge => "提交的内容过大，请精简后重试。",
            Self::UnsupportedMediaType => "请以 application/json 格式提交。",
            Self::NotFound => "没有找到，或不在您的管理范围内。",
            Self::MethodNotAllowed => "此地址不支持这种请求方法。",
            Self::Unauthenticated => "请先登录。",
            Self::WrongCredentials => "用户名或密码不正确，或登录身份选错。",
            Self::LockedOut => "密码连续输错，已暂停登录，请稍后再试。",
            Self::SessionEnded => "登录已失效，请重新登录。",
            Self::Forbidden => "您的角色不能进行这项操作。",
            Self::ProfileIncomplete => "请先补全填报单位信息，再进行其他操作。",
            Self::VersionConflict => "这条记录刚刚被更新，请查看最新内容后再操作。",
            Self::WrongStatus => "账号当前状态不能进行这项操作，请刷新后查看。",
            Self::NotYourTurn => "现在不由您单位审核，请刷新后查看审核进度。",
            Self::AlreadyRestored => "该账号已恢复过一次，不能再次申请恢复。",
            Self::IdentityTaken => "该账号已登记在册，不能重复报送。",
            Self::CalendarDaysSet => {
                "有的日期已有不同的标注，一天也没有保存；请核对，确需改动的选择覆盖后再保存。"
            }
            Self::SpreadsheetRefused => "这个文件不能导入，请下载最新模板，填写后重新上传。",
            Self::ImportHasErrors => "表格中还有错误，请按提示改正后再提交；一行也没有导入。",
            Self::ImportCommitted => "这份表格已经导入，不能再修改；如需继续报送，请另传一份。",
            Self::CodesExhausted => "该单位的编码已用完，请联系上级组织单位。",
            Self::IdempotencyKeyReused => "同一 Idempotency-Key 已用于另一份内容，请换新的键。",
            Self::TooManyRequests => "请求过于频繁，请稍后再试。",
            Self::Timeout => "处理超时，请稍后重试。",
            Self::Unavailable => "系统暂时不能提供服务，请稍后重试。",
            Self::Internal => "系统出错，请稍后重试；如仍出错，请把请求编号告知技术支持。",
        }
    }
}

/// Error in a single field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the request body, such as `/contact/mobile`; for a query
    /// parameter, `/` and its name.
    pub pointer: String,
    /// Problem and expected value, in Chinese.
    pub detail: String,
}

/// Errors of the invalid fields, in the order of validation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{} field(s) refused", .0.len())]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    /// Creates a list with a single error.
    pub fn one(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.push(pointer, detail);
        errors
    }

    /// Adds an error.
    pub fn push(&mut self, pointer: impl Into<String>, detail: impl Into<String>) {
        self.0.push(FieldError {
            pointer: pointer.into(),
            detail: detail.into(),
        });
    }

    /// Returns the value of `Ok`. Records an `Err` at `pointer` and returns `None`, so that
    /// validation continues and the user sees all errors of a form at once.
    pub fn take<T, E: std::fmt::Display>(
        &mut self,
        pointer: &str,
        result: Result<T, E>,
    ) -> Option<T> {
        result
            .map_err(|error| self.push(pointer, error.to_string()))
            .ok()
    }

    /// Returns true if there is no error.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the message of the error at `pointer`, if any.
    pub fn at(&self, pointer: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|e| e.pointer == pointer)
            .map(|e| e.detail.as_str())
    }

    /// Returns `Ok` if there is no error.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// Converts the errors of a `validator` form; the pointers are `/` and the field name, sorted
    /// by field.
    pub fn from_validator(errors: &validator::ValidationErrors) -> Self {
        let mut fields: Vec<_> = errors.field_errors().into_iter().collect();
        fields.sort_by(|a, b| a.0.cmp(&b.0));
        let mut out = Self::default();
        for (field, list) in fields {
            for error in list {
                let detail = error.message.clone().unwrap_or_else(|| "填写有误".into());
                out.push(format!("/{field}"), detail);
            }
        }
        out
    }
}

variants!(ErrorCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_and_tells_the_user_what_to_do() {
        let mut seen = std::collections::HashSet::new();
        for code in ErrorCode::ALL {
            assert!(seen.insert(code), "{code:?} is listed twice");
            assert!(code.detail().ends_with('。'));
        }
    }
}
