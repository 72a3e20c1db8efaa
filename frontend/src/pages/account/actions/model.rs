//! Logic of account actions.

use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::status::{ApplicationKind, Status};
use nmrs_domain::wire::{AccountOut, EventOut};
use nmrs_domain::workflow::Action;

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

/// State of an account after its rejected application is abandoned, in Chinese.
pub(crate) fn after_abandon(kind: ApplicationKind) -> &'static str {
    match kind {
        ApplicationKind::Add => "放弃后这条账号不再显示，只保留在流水中；以后可以重新添加。",
        ApplicationKind::Modify => "放弃后账号恢复为“正常”，内容保持修改前的样子。",
        ApplicationKind::Close => "放弃后账号恢复为“正常”，继续在册。",
        ApplicationKind::Restore => "放弃后账号仍为“关停”；每个账号只能恢复一次。",
    }
}

#[cfg(test)]
mod tests;
