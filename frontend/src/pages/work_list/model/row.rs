//! Row of the work list: texts and actions.

use nmrs_domain::status::Status;
use nmrs_domain::wire::{AccountOut, Page};
use nmrs_domain::workflow::Action;

use crate::pages::account::actions::{AccountAction, list_actions};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowAction {
    Review(i64),
    Handle,
    Edit,
    Submit,
    Discard,
    Account(AccountAction),
    View,
    Log,
}

impl RowAction {
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Review(_) => "审核",
            Self::Handle => "处理",
            Self::Edit => "编辑",
            Self::Submit => "提交",
            Self::Discard => "删除",
            Self::Account(action) => action.label(),
            Self::View => "查看",
            Self::Log => "流水",
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Review(_) => "review",
            Self::Handle => "handle",
            Self::Edit => "edit",
            Self::Submit => "submit",
            Self::Discard => "discard",
            Self::Account(action) => action.as_str(),
            Self::View => "view",
            Self::Log => "log",
        }
    }

    /// Returns true for the action that the row waits for.
    pub(crate) const fn is_main(self) -> bool {
        matches!(self, Self::Review(_) | Self::Handle | Self::Edit)
    }
}

/// Row with its number in the list.
pub(crate) type NumberedRow = (u64, AccountOut);

/// Key of a row: only changed rows are rendered again.
pub(crate) fn row_key((number, account): &NumberedRow) -> impl Eq + std::hash::Hash + use<> {
    (
        *number,
        account.id,
        account.version,
        account.review_id,
        account.waiting_days,
        account.overdue,
    )
}

/// Actions of a row, limited to what the server allows.
pub(crate) fn row_actions(account: &AccountOut) -> Vec<RowAction> {
    let may = |action| account.allowed_actions.contains(&action);
    let mut actions = Vec::new();
    if account.status == Status::Draft {
        for (action, shown) in [
            (Action::Edit, RowAction::Edit),
            (Action::Submit, RowAction::Submit),
            (Action::Discard, RowAction::Discard),
        ] {
            if may(action) {
                actions.push(shown);
            }
        }
        actions.push(RowAction::Log);
        return actions;
    }
    if let Some(review) = account.review_id
        && (may(Action::Approve) || may(Action::Reject))
    {
        actions.push(RowAction::Review(review));
    }
    if account.status.rejected().is_some() && (may(Action::Resubmit) || may(Action::Abandon)) {
        actions.push(RowAction::Handle);
    }
    actions.extend([RowAction::View, RowAction::Log]);
    actions.extend(list_actions(account).into_iter().map(RowAction::Account));
    actions
}

/// Errors that keep a draft from being submitted.
pub(crate) fn draft_gaps(account: &AccountOut) -> Vec<String> {
    match nmrs_domain::form::fields(&crate::pages::shared::to_form(account)) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.0.into_iter().map(|error| error.detail).collect(),
    }
}

pub(crate) fn rows_before<T>(page: &Page<T>) -> u64 {
    u64::from(page.page.saturating_sub(1)) * u64::from(page.per_page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::shared::test_account as account;

    #[test]
    fn a_row_offers_what_its_status_and_the_server_allow() {
        use RowAction::{Discard, Edit, Handle, Log, Review, Submit, View};
        let of = |status, allowed: &[Action]| row_actions(&account(status, allowed.to_vec()));
        let approve = [Action::Approve, Action::Reject];
        assert_eq!(of(Status::AddPending, &approve), [Review(9), View, Log]);
        assert_eq!(of(Status::AddPending, &[]), [View, Log]);
        assert_eq!(
            of(
                Status::Draft,
                &[Action::Edit, Action::Submit, Action::Discard]
            ),
            [Edit, Submit, Discard, Log]
        );
        assert_eq!(
            of(Status::AddRejected, &[Action::Abandon, Action::Resubmit]),
            [Handle, View, Log]
        );
        assert_eq!(of(Status::AddRejected, &[]), [View, Log]);
    }

    #[test]
    fn a_registered_account_offers_the_allowed_actions() {
        use RowAction::{Account, Log, View};
        let of = |status, allowed: &[Action]| row_actions(&account(status, allowed.to_vec()));
        assert_eq!(
            of(Status::Normal, &[Action::Modify, Action::Close]),
            [
                View,
                Log,
                Account(AccountAction::Modify),
                Account(AccountAction::Close)
            ]
        );
        assert_eq!(
            of(Status::Closed, &[Action::Restore]),
            [View, Log, Account(AccountAction::Restore)]
        );
        assert_eq!(of(Status::Closed, &[]), [View, Log]);
    }

    #[test]
    fn a_draft_lists_its_missing_fields() {
        let mut draft = account(Status::Draft, vec![]);
        assert!(draft_gaps(&draft).is_empty());
        draft.functions.clear();
        draft.represents_government = None;
        assert_eq!(draft_gaps(&draft).len(), 2);
    }

    #[test]
    fn rows_are_numbered_through_all_pages() {
        let page = Page::<u8> {
            items: vec![],
            page: 3,
            per_page: 50,
            total: 500,
            total_exact: true,
        };
        assert_eq!(rows_before(&page), 100);
    }
}
