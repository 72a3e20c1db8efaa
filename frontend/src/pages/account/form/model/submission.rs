//! Body and errors of a submission.

use nmrs_domain::account::Function;
use nmrs_domain::diff::{self, FieldChange};
use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::form;
use nmrs_domain::status::Status;
use nmrs_domain::wire::{AccountIn, Problem};

use super::identity::wants_id_field;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Intent {
    /// 暂存
    Keep,
    /// 提交
    Submit,
}

/// Body for the server, without fields that the page does not show.
pub(crate) fn outgoing(form: &AccountIn, intent: Intent) -> AccountIn {
    let info = form.kind.info();
    let mut out = form.clone();
    if !info.needs_platform_name {
        out.platform_name.clear();
    }
    if !wants_id_field(form) {
        out.external_id.clear();
    }
    if !form.functions.contains(&Function::Other) {
        out.other_function.clear();
    }
    out.functions.sort_unstable();
    out.submit = intent == Intent::Submit;
    out
}

/// Failure of a submission, as the form shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SubmitError {
    Fields(FieldErrors),
    /// The account changed meanwhile; the input is kept.
    Conflict(String),
    Other(String),
}

impl SubmitError {
    /// Interprets a problem. A taken identity belongs to the link.
    pub(crate) fn of(problem: &Problem) -> Self {
        match problem.code {
            _ if !problem.errors.is_empty() => Self::Fields(FieldErrors(problem.errors.clone())),
            ErrorCode::IdentityTaken => {
                Self::Fields(FieldErrors::one("/url", problem.detail.clone()))
            }
            ErrorCode::VersionConflict | ErrorCode::WrongStatus | ErrorCode::NotFound => {
                Self::Conflict(conflict_text(problem))
            }
            _ => Self::Other(problem.detail.clone()),
        }
    }
}

fn conflict_text(problem: &Problem) -> String {
    match (problem.code, problem.current) {
        (ErrorCode::NotFound, _) => "这条账号已被删除，或不再属于本单位。".into(),
        (_, Some(current)) if current.status != Status::Draft => format!(
            "这条账号已在别处处理，现为“{}”，刚才填写的内容没有提交。",
            current.status.label()
        ),
        _ => "这条账号刚刚在别处被修改，刚才填写的内容没有提交，仍保留在页面上。".into(),
    }
}

pub(crate) fn changed_since(base: &AccountIn, newest: &AccountIn) -> Vec<FieldChange> {
    // Stored values are valid as a draft.
    match (form::draft(base), form::draft(newest)) {
        (Ok(base), Ok(newest)) => diff::between(Some(&base), &newest),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::error::FieldError;
    use nmrs_domain::kind::AccountKind;
    use nmrs_domain::wire::CurrentState;

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

    #[test]
    fn hidden_fields_are_not_sent() {
        let form = AccountIn {
            platform_name: "支付宝".into(),
            external_id: "2392311328".into(),
            other_function: "预约".into(),
            url: "https://mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA==".into(),
            functions: vec![Function::Service, Function::Publish],
            ..AccountIn::empty(AccountKind::WechatService)
        };
        let out = outgoing(&form, Intent::Submit);
        assert!(out.submit);
        assert_eq!(out.platform_name, "");
        assert_eq!(out.external_id, "");
        assert_eq!(out.other_function, "");
        assert_eq!(out.functions, [Function::Publish, Function::Service]);
        assert!(!outgoing(&form, Intent::Keep).submit);
    }

    #[test]
    fn changes_by_others_are_listed_by_field() {
        let base = AccountIn {
            name: "上庄发布".into(),
            version: Some(3),
            ..AccountIn::empty(AccountKind::Weibo)
        };
        let newest = AccountIn {
            name: "上庄镇发布".into(),
            version: Some(4),
            ..base.clone()
        };
        let changes = changed_since(&base, &newest);
        assert_eq!(changes.len(), 1, "{changes:?}");
        assert_eq!(
            (changes[0].label.as_str(), changes[0].new.as_str()),
            ("名称", "上庄镇发布")
        );
        assert!(changed_since(&base, &base).is_empty());
    }

    #[test]
    fn refusals_go_where_they_can_be_mended() {
        let mut fields = problem(ErrorCode::ValidationFailed);
        fields.errors.push(FieldError {
            pointer: "/name".into(),
            detail: "请填写账号名称".into(),
        });
        assert!(
            matches!(SubmitError::of(&fields), SubmitError::Fields(e) if e.at("/name").is_some())
        );
        assert!(matches!(
            SubmitError::of(&problem(ErrorCode::IdentityTaken)),
            SubmitError::Fields(e) if e.at("/url").is_some()
        ));
        let mut moved = problem(ErrorCode::WrongStatus);
        moved.current = Some(CurrentState {
            status: Status::AddPending,
            version: 4,
        });
        assert!(
            matches!(SubmitError::of(&moved), SubmitError::Conflict(t) if t.contains("添加待审核"))
        );
        assert!(matches!(
            SubmitError::of(&problem(ErrorCode::VersionConflict)),
            SubmitError::Conflict(t) if t.contains("仍保留")
        ));
        assert!(matches!(
            SubmitError::of(&problem(ErrorCode::Unavailable)),
            SubmitError::Other(_)
        ));
    }
}
