//! Logic of account actions.

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::machine::Action;
use nmrs_domain::status::{ApplicationKind, Status};
use nmrs_domain::wire::{AccountOut, EventOut};

use crate::api::ApiError;

#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum AccountAction {
    Modify,
    Close,
    Restore,
    Delete,
    Abandon,
    Resubmit,
}

impl AccountAction {
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Modify => "修改",
            Self::Close => "关停",
            Self::Restore => "恢复",
            Self::Delete => "删除",
            Self::Abandon => "放弃申请",
            Self::Resubmit => "重新提交",
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        self.into()
    }

    const fn workflow_action(self) -> Action {
        match self {
            Self::Modify => Action::Modify,
            Self::Close => Action::Close,
            Self::Restore => Action::Restore,
            Self::Delete => Action::Delete,
            Self::Abandon => Action::Abandon,
            Self::Resubmit => Action::Resubmit,
        }
    }
}

/// Actions of the user on a registered account, the main one last.
pub(crate) fn available_actions(account: &AccountOut) -> Vec<AccountAction> {
    // A rejected addition is corrected in its form.
    let registered = account.status != Status::AddRejected;
    [
        AccountAction::Delete,
        AccountAction::Abandon,
        AccountAction::Close,
        AccountAction::Modify,
        AccountAction::Restore,
        AccountAction::Resubmit,
    ]
    .into_iter()
    .filter(|action| account.allowed_actions.contains(&action.workflow_action()))
    .filter(|action| registered || *action == AccountAction::Delete)
    .collect()
}

/// Actions in a row of the work list. Rejected applications are handled on the page of the account.
pub(crate) fn list_actions(account: &AccountOut) -> Vec<AccountAction> {
    [
        AccountAction::Modify,
        AccountAction::Close,
        AccountAction::Restore,
        AccountAction::Delete,
    ]
    .into_iter()
    .filter(|action| account.allowed_actions.contains(&action.workflow_action()))
    .collect()
}

/// Page of an action that needs more than a dialog.
pub(crate) fn action_page(action: AccountAction, account: &AccountOut) -> Option<String> {
    let modifies = action == AccountAction::Modify
        || action == AccountAction::Resubmit
            && account.status.rejected() == Some(ApplicationKind::Modify);
    modifies.then(|| format!("/accounts/{}/modify", account.id))
}

/// Label and text that must be typed to confirm a deletion.
pub(crate) fn confirmation(account: &AccountOut) -> (&'static str, String) {
    match account.identifier.as_deref() {
        Some(identifier) => ("标识码", identifier.to_owned()),
        None => ("名称", account.name.trim().to_owned()),
    }
}

/// Compares without regard to ASCII case.
pub(crate) fn is_confirmed(typed: &str, expected: &str) -> bool {
    !expected.is_empty() && typed.trim().eq_ignore_ascii_case(expected)
}

/// Details of the newest application of a kind.
pub(crate) fn last_application(
    events: &[EventOut],
    kind: ApplicationKind,
) -> Option<&EventDetails> {
    events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::Applied | EventKind::Resubmitted))
        .filter(|event| event.details.application == Some(kind))
        .max_by_key(|event| event.seq)
        .map(|event| &event.details)
}

/// Office that reviews an application of a kind.
pub(crate) fn reviewing_office(account: &AccountOut, kind: ApplicationKind) -> String {
    match (kind, account.org_path.last()) {
        (ApplicationKind::Restore, _) => "国务院办公厅".into(),
        (_, Some(office)) => office.name.clone(),
        (_, None) => "上级组织单位".into(),
    }
}

/// Failure of a submission, as the dialog shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SubmitError {
    Fields(FieldErrors),
    /// The version changed but not the status: may be confirmed again with this version.
    Retry(String, i64),
    Other(String),
}

impl SubmitError {
    /// Interprets an error for an account that was in `status`.
    pub(crate) fn of(error: &ApiError, status: Status) -> Self {
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
                Self::Retry(
                    "这条账号刚刚在别处有改动，尚未提交。请核对后再次确认，填写的内容仍在。".into(),
                    current.version,
                )
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
mod tests;
