use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::status::Status;

use crate::api::ApiError;

/// Failure of a submission, as a form or dialog shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SubmitError {
    Fields(FieldErrors),
    /// The account changed meanwhile. With a version, the same may be submitted again.
    Conflict {
        message: String,
        version: Option<i64>,
    },
    Other(String),
}

impl SubmitError {
    /// Interprets an error of the account form. A taken identity belongs to the link.
    pub(crate) fn of_form(error: &ApiError) -> Self {
        let fields = error.field_errors();
        let conflict = |message: String| Self::Conflict {
            message,
            version: None,
        };
        match (error.code(), error.current()) {
            _ if !fields.is_empty() => Self::Fields(fields),
            (None, _) => Self::Other(format!("{}填写的内容仍在页面上。", error.message())),
            (Some(ErrorCode::IdentityTaken), _) => {
                Self::Fields(FieldErrors::one("/url", error.message()))
            }
            (Some(ErrorCode::NotFound), _) => {
                conflict("这条账号已被删除，或不再属于本单位。".into())
            }
            (Some(ErrorCode::VersionConflict | ErrorCode::WrongStatus), Some(current))
                if current.status != Status::Draft =>
            {
                conflict(format!(
                    "这条账号已在别处处理，现为“{}”，刚才填写的内容没有提交。",
                    current.status.label()
                ))
            }
            (Some(ErrorCode::VersionConflict | ErrorCode::WrongStatus), _) => conflict(
                "这条账号刚刚在别处被修改，刚才填写的内容没有提交，仍保留在页面上。".into(),
            ),
            _ => Self::Other(error.with_request(error.message())),
        }
    }

    /// Interprets an error of an action on an account that was in `status`.
    pub(crate) fn of_action(error: &ApiError, status: Status) -> Self {
        let mut fields = error.field_errors();
        let general = fields.0.iter().position(|field| field.pointer.is_empty());
        if let Some(at) = general {
            return Self::Other(format!("{}。", fields.0.swap_remove(at).detail));
        }
        if !fields.is_empty() {
            return Self::Fields(fields);
        }
        match (error.code(), error.current()) {
            (Some(ErrorCode::NotFound), _) => {
                Self::Other("这条账号已被删除，或不再属于您的管理范围。".into())
            }
            (Some(ErrorCode::VersionConflict), Some(current)) if current.status == status => {
                Self::Conflict {
                    message:
                        "这条账号刚刚在别处有改动，尚未提交。请核对后再次确认，填写的内容仍在。"
                            .into(),
                    version: Some(current.version),
                }
            }
            (_, Some(current)) => Self::Other(format!(
                "这条账号已在别处处理，现为“{}”，这次没有提交；填写的内容仍在。",
                current.status.label()
            )),
            _ => Self::Other(error.with_request(error.message())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::error::FieldError;
    use nmrs_domain::wire::{CurrentState, Problem};

    fn problem(code: ErrorCode) -> Problem {
        Problem {
            kind: "/problems/x".into(),
            title: "x".into(),
            status: 409,
            code,
            detail: code.detail().into(),
            request_id: "r".into(),
            errors: vec![],
            current: None,
            retry_after: None,
        }
    }

    fn of_form(problem: Problem) -> SubmitError {
        SubmitError::of_form(&ApiError::Problem(Box::new(problem)))
    }

    fn of_action(code: ErrorCode, current: Option<CurrentState>) -> SubmitError {
        let problem = Problem {
            current,
            ..problem(code)
        };
        SubmitError::of_action(&ApiError::Problem(Box::new(problem)), Status::Normal)
    }

    #[test]
    fn form_errors_are_shown_where_they_can_be_corrected() {
        let mut fields = problem(ErrorCode::ValidationFailed);
        fields.errors.push(FieldError {
            pointer: "/name".into(),
            detail: "请填写账号名称".into(),
        });
        assert!(matches!(of_form(fields), SubmitError::Fields(e) if e.at("/name").is_some()));
        assert!(matches!(
            of_form(problem(ErrorCode::IdentityTaken)),
            SubmitError::Fields(e) if e.at("/url").is_some()
        ));
        let mut moved = problem(ErrorCode::WrongStatus);
        moved.current = Some(CurrentState {
            status: Status::AddPending,
            version: 4,
        });
        assert!(matches!(
            of_form(moved),
            SubmitError::Conflict { message, .. } if message.contains("添加待审核")
        ));
        assert!(matches!(
            of_form(problem(ErrorCode::VersionConflict)),
            SubmitError::Conflict { message, .. } if message.contains("仍保留")
        ));
        assert!(matches!(
            of_form(problem(ErrorCode::Unavailable)),
            SubmitError::Other(_)
        ));
    }

    #[test]
    fn an_action_may_be_repeated_if_only_the_version_changed() {
        let at = |status, version| Some(CurrentState { status, version });
        assert!(matches!(
            of_action(ErrorCode::VersionConflict, at(Status::Normal, 7)),
            SubmitError::Conflict {
                version: Some(7),
                ..
            }
        ));
        assert!(matches!(
            of_action(ErrorCode::VersionConflict, at(Status::ClosePending, 7)),
            SubmitError::Other(text) if text.contains("关停待审核")
        ));
        assert!(matches!(
            of_action(ErrorCode::NotFound, None),
            SubmitError::Other(text) if text.contains("删除")
        ));
        assert!(matches!(
            SubmitError::of_action(&ApiError::Offline, Status::Normal),
            SubmitError::Other(_)
        ));
    }
}
