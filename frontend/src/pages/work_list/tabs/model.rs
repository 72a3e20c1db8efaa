//! Tabs of a role, their counts, and the words for an empty list.

use nmrs_domain::actor::Role;
use nmrs_domain::query::Tab;
use nmrs_domain::wire::{AccountSummaryOut, Page};

/// Tabs of a role.
///
/// Offices have no drafts. Only level 1 handles rejections (of a restore).
pub(crate) const fn tabs(role: Role) -> &'static [Tab] {
    match role {
        Role::Reporting => &[Tab::Submitted, Tab::Drafts, Tab::Rejected],
        Role::Level1 => &[Tab::Submitted, Tab::ToReview, Tab::Rejected],
        Role::Level2 | Role::Level3 | Role::Central => &[Tab::Submitted, Tab::ToReview],
    }
}

/// Count of a tab; that of submitted accounts is in the header.
pub(crate) const fn tab_count(tab: Tab, summary: &AccountSummaryOut) -> Option<u64> {
    match tab {
        Tab::Submitted => None,
        Tab::Drafts => Some(summary.drafts),
        Tab::ToReview => Some(summary.to_review),
        Tab::Rejected => Some(summary.rejected),
    }
}

/// Returns true if the count requires action.
pub(crate) const fn tab_needs_attention(tab: Tab) -> bool {
    matches!(tab, Tab::ToReview | Tab::Rejected)
}

/// Reason for an empty list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EmptyReason {
    NothingFound,
    /// The page is beyond the last one, which is given.
    BeyondTheEnd(u64),
    NoAccountsYet,
    NothingInScope,
    NoDrafts,
    NothingToReview,
    NothingRejected,
}

impl EmptyReason {
    /// `None` if the page has rows.
    pub(crate) fn of<T>(page: &Page<T>, tab: Tab, filtered: bool, role: Role) -> Option<Self> {
        if !page.items.is_empty() {
            return None;
        }
        Some(match tab {
            _ if page.total > 0 => Self::BeyondTheEnd(page.pages()),
            _ if filtered => Self::NothingFound,
            Tab::Submitted if role == Role::Reporting => Self::NoAccountsYet,
            Tab::Submitted => Self::NothingInScope,
            Tab::Drafts => Self::NoDrafts,
            Tab::ToReview => Self::NothingToReview,
            Tab::Rejected => Self::NothingRejected,
        })
    }

    pub(crate) fn texts(self) -> (&'static str, String) {
        match self {
            Self::NothingFound => (
                "没有符合条件的账号",
                "可以去掉一部分条件，或重置后重新查询。".into(),
            ),
            Self::BeyondTheEnd(last) => (
                "这一页没有内容",
                format!("按现在的条件共 {last} 页，可能刚有账号被处理。"),
            ),
            Self::NoAccountsYet => (
                "还没有报送过账号",
                "添加本单位开设的新媒体账号，提交后由上级组织单位审核。".into(),
            ),
            Self::NothingInScope => (
                "管理范围内还没有账号",
                "下属填报单位提交账号后会列在这里。".into(),
            ),
            Self::NoDrafts => (
                "没有未提交的账号",
                "暂存的账号会列在这里，可以随时继续填写。".into(),
            ),
            Self::NothingToReview => (
                "没有待审核的申请",
                "轮到本单位审核的申请会列在这里。".into(),
            ),
            Self::NothingRejected => (
                "没有被驳回的申请",
                "被驳回的申请会列在这里，可以修改后重新提交。".into(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(items: Vec<u8>, total: u64) -> Page<u8> {
        Page {
            items,
            page: 1,
            per_page: 20,
            total,
            total_exact: true,
        }
    }

    #[test]
    fn only_units_have_drafts_and_only_level_1_handles_rejections() {
        for role in Role::ALL {
            assert_eq!(
                tabs(role).contains(&Tab::Drafts),
                role == Role::Reporting,
                "{role:?}"
            );
            assert_eq!(
                tabs(role).contains(&Tab::Rejected),
                matches!(role, Role::Reporting | Role::Level1),
                "{role:?}"
            );
            assert_eq!(tabs(role)[0], Tab::Submitted);
        }
    }

    #[test]
    fn an_empty_page_has_a_reason() {
        let of = |page: &Page<u8>, tab, filtered, role| EmptyReason::of(page, tab, filtered, role);
        assert_eq!(
            of(&page(vec![1], 1), Tab::Submitted, true, Role::Level1),
            None
        );
        assert_eq!(
            of(&page(vec![], 41), Tab::Submitted, true, Role::Level1),
            Some(EmptyReason::BeyondTheEnd(3))
        );
        assert_eq!(
            of(&page(vec![], 0), Tab::ToReview, true, Role::Level1),
            Some(EmptyReason::NothingFound)
        );
        assert_eq!(
            of(&page(vec![], 0), Tab::Submitted, false, Role::Reporting),
            Some(EmptyReason::NoAccountsYet)
        );
        assert_eq!(
            of(&page(vec![], 0), Tab::ToReview, false, Role::Level3),
            Some(EmptyReason::NothingToReview)
        );
    }
}
