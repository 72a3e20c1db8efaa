//! Place where an account can be changed.

use nmrs_domain::status::{ApplicationKind, Status};
use nmrs_domain::wire::AccountOut;
use nmrs_domain::workflow::Action;

use super::Mode;

/// Place where an account can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EditTarget {
    AddForm(Mode),
    ModifyForm,
    /// Page of the account, for a rejected closure or restore.
    AccountPage,
    /// With the reason, in Chinese.
    NotEditable(String),
}

impl EditTarget {
    pub(crate) fn of(account: &AccountOut) -> Self {
        let may = |action| account.allowed_actions.contains(&action);
        match account.status {
            Status::Draft if may(Action::Edit) => Self::AddForm(Mode::Draft),
            Status::AddRejected if may(Action::Resubmit) => Self::AddForm(Mode::Correct),
            Status::ModifyRejected if may(Action::Resubmit) => Self::ModifyForm,
            Status::Normal if may(Action::Modify) => Self::ModifyForm,
            Status::CloseRejected | Status::RestoreRejected if may(Action::Resubmit) => {
                Self::AccountPage
            }
            _ => Self::NotEditable(not_editable_reason(account)),
        }
    }
}

fn not_editable_reason(account: &AccountOut) -> String {
    let may = |action| account.allowed_actions.contains(&action);
    let unit = &account.reporting_unit.name;
    match account.status {
        Status::Closed if may(Action::Restore) => {
            "账号已关停，登记内容不能修改。确需继续使用的，请打开账号申请恢复。".into()
        }
        Status::Closed if account.restored => {
            "账号已关停，且已恢复过一次，不能再次恢复，登记内容也不能修改。".into()
        }
        Status::Closed => {
            "账号已关停，登记内容不能修改。确需继续使用的，由省或国务院部门组织单位申请恢复。"
                .into()
        }
        Status::Deleted => "账号已删除，只保留流水。".into(),
        status => match (status.pending(), status.rejected()) {
            (Some(_), _) if may(Action::Approve) => {
                "这条账号正在等待本单位审核，请打开账号进行审核。".into()
            }
            (Some(kind), _) => {
                let office = account.waiting_for.as_ref();
                let office = office.map_or("上级组织单位", |office| office.name.as_str());
                let kind = kind.label();
                format!("{kind}申请正在等待{office}审核，审核结束前不能修改。")
            }
            (_, Some(ApplicationKind::Restore)) => {
                "恢复申请被驳回，由提出申请的省或国务院部门组织单位处理。".into()
            }
            (_, Some(kind)) => format!("{}申请被驳回，由填报单位“{unit}”处理。", kind.label()),
            _ => format!("账号内容由填报单位“{unit}”申请修改，组织单位只负责审核。"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::shared::test_account;

    fn target(status: Status, allowed: &[Action]) -> EditTarget {
        EditTarget::of(&test_account(status, allowed.to_vec()))
    }

    #[test]
    fn an_editable_account_leads_to_its_form() {
        use Action::{Abandon, Close, Discard, Edit, Modify, Resubmit, Submit};
        let rejected = [Abandon, Resubmit];
        for (status, allowed, expected) in [
            (
                Status::Draft,
                &[Edit, Submit, Discard][..],
                EditTarget::AddForm(Mode::Draft),
            ),
            (
                Status::AddRejected,
                &rejected,
                EditTarget::AddForm(Mode::Correct),
            ),
            (Status::ModifyRejected, &rejected, EditTarget::ModifyForm),
            (Status::Normal, &[Modify, Close], EditTarget::ModifyForm),
            (Status::CloseRejected, &rejected, EditTarget::AccountPage),
            (Status::RestoreRejected, &rejected, EditTarget::AccountPage),
        ] {
            assert_eq!(target(status, allowed), expected, "{status:?}");
        }
    }

    #[test]
    fn every_status_has_a_reason_why_it_cannot_be_edited() {
        for status in Status::ALL {
            let EditTarget::NotEditable(why) = target(status, &[Action::Approve, Action::Reject])
            else {
                panic!("{status:?} is editable");
            };
            assert!(why.ends_with('。'), "{status:?}: {why}");
        }
    }

    #[test]
    fn the_office_or_unit_that_has_to_act_is_named() {
        let assert_not_editable =
            |status, allowed: &[Action], text: &str| match target(status, allowed) {
                EditTarget::NotEditable(why) => assert!(why.contains(text), "{why}"),
                other => panic!("{other:?}"),
            };
        assert_not_editable(Status::ModifyPending, &[], "修改申请正在等待海淀区审核");
        assert_not_editable(
            Status::ModifyPending,
            &[Action::Approve],
            "打开账号进行审核",
        );
        assert_not_editable(Status::AddRejected, &[], "西城区卫生健康委员会");
        assert_not_editable(Status::RestoreRejected, &[], "省或国务院部门");
        assert_not_editable(Status::Closed, &[Action::Restore], "申请恢复");
        assert_not_editable(Status::Normal, &[Action::Delete], "组织单位只负责审核");
    }
}
