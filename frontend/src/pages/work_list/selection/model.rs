//! Selection across the pages of the list, and bulk actions.

use nmrs_domain::actor::Role;
use nmrs_domain::query::Tab;
use nmrs_domain::wire::AccountOut;

use crate::pages::shared::name_text;

pub(crate) const MAX_CHOSEN: usize = 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum BulkAction {
    /// 批量通过
    Approve,
    /// 批量驳回
    Reject,
    /// 导出所选
    Export,
}

impl BulkAction {
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Approve => "批量通过",
            Self::Reject => "批量驳回",
            Self::Export => "导出所选",
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        self.into()
    }

    /// Decisions must not fall on changed applications that nobody has looked at.
    pub(crate) const fn decides(self) -> bool {
        matches!(self, Self::Approve | Self::Reject)
    }

    const fn takes(self, account: &AccountOut) -> bool {
        match self {
            Self::Approve | Self::Reject => account.review_id.is_some(),
            Self::Export => true,
        }
    }
}

pub(crate) const fn bulk_actions(role: Role, tab: Tab) -> &'static [BulkAction] {
    match (role, tab) {
        (Role::Reporting, _) => &[BulkAction::Export],
        (_, Tab::ToReview) => &[BulkAction::Approve, BulkAction::Reject, BulkAction::Export],
        _ => &[BulkAction::Export],
    }
}

/// Selected account, in the version that the user saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SelectedRow {
    pub(crate) id: i64,
    pub(crate) version: i64,
    pub(crate) review: Option<i64>,
    pub(crate) name: String,
    pub(crate) unit: String,
}

impl SelectedRow {
    /// `None` if none of the actions can be done with the account.
    pub(crate) fn of(account: &AccountOut, actions: &[BulkAction]) -> Option<Self> {
        actions
            .iter()
            .any(|action| action.takes(account))
            .then(|| Self {
                id: account.id,
                version: account.version,
                review: account.review_id,
                name: name_text(account),
                unit: account.reporting_unit.name.clone(),
            })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SelectionFull;

impl SelectionFull {
    pub(crate) const TEXT: &str =
        "一次最多选择 1,000 条，超出的没有选上。请先处理已选的，再继续选择。";
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    None,
    Some,
    All,
}

/// Selected rows of one tab, in the order of selection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    tab: Tab,
    chosen: Vec<SelectedRow>,
}

impl Selection {
    pub(crate) fn chosen(&self) -> &[SelectedRow] {
        &self.chosen
    }

    pub(crate) fn contains(&self, id: i64) -> bool {
        self.chosen.iter().any(|chosen| chosen.id == id)
    }

    /// Selects or deselects rows, up to [`MAX_CHOSEN`].
    pub(crate) fn set(&mut self, rows: &[SelectedRow], on: bool) -> Result<(), SelectionFull> {
        if !on {
            self.chosen
                .retain(|chosen| rows.iter().all(|row| row.id != chosen.id));
            return Ok(());
        }
        for row in rows {
            if self.contains(row.id) {
                continue;
            }
            if self.chosen.len() >= MAX_CHOSEN {
                return Err(SelectionFull);
            }
            self.chosen.push(row.clone());
        }
        Ok(())
    }

    /// Reactive.
    pub(crate) fn mark(&self, rows: &[SelectedRow]) -> Mark {
        match rows.iter().filter(|row| self.contains(row.id)).count() {
            0 => Mark::None,
            n if n == rows.len() => Mark::All,
            _ => Mark::Some,
        }
    }

    pub(crate) fn clear(&mut self) {
        self.chosen.clear();
    }

    /// Clears the selection when the tab changes.
    pub(crate) fn enter(&mut self, tab: Tab) {
        if self.tab != tab {
            self.tab = tab;
            self.clear();
        }
    }

    /// Deselects rows whose version has changed, and returns their number.
    pub(crate) fn remove_changed(&mut self, rows: &[AccountOut]) -> usize {
        let before = self.chosen.len();
        self.chosen.retain(|chosen| {
            rows.iter()
                .all(|row| row.id != chosen.id || row.version == chosen.version)
        });
        before - self.chosen.len()
    }

    /// Deselects the accounts of decided reviews.
    pub(crate) fn remove_reviews(&mut self, reviews: &[i64]) {
        self.chosen.retain(|chosen| {
            chosen
                .review
                .is_none_or(|review| !reviews.contains(&review))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::shared::test_account;
    use nmrs_domain::status::Status;

    fn row(id: i64) -> SelectedRow {
        SelectedRow {
            id,
            version: 1,
            review: Some(id + 10_000),
            name: format!("账号 {id}"),
            unit: "上庄镇".into(),
        }
    }

    fn ids(selection: &Selection) -> Vec<i64> {
        selection.chosen().iter().map(|chosen| chosen.id).collect()
    }

    #[test]
    fn only_offices_decide_and_only_on_what_waits_for_them() {
        for role in Role::ALL {
            for tab in [Tab::Submitted, Tab::Drafts, Tab::ToReview, Tab::Rejected] {
                let any = role != Role::Reporting && tab == Tab::ToReview;
                let actions = bulk_actions(role, tab);
                let decides = actions.iter().any(|action| action.decides());
                assert_eq!(decides, any, "{role:?} {tab:?}");
                assert!(actions.contains(&BulkAction::Export), "{role:?} {tab:?}");
            }
        }
        let actions = bulk_actions(Role::Level1, Tab::ToReview);
        let waiting = test_account(Status::AddPending, vec![]);
        assert_eq!(SelectedRow::of(&waiting, actions).unwrap().review, Some(9));
        let normal = test_account(Status::Normal, vec![]);
        assert_eq!(SelectedRow::of(&normal, &[BulkAction::Approve]), None);
        assert!(SelectedRow::of(&normal, &[BulkAction::Export]).is_some());
        assert_eq!(SelectedRow::of(&waiting, &[]), None);
    }

    #[test]
    fn rows_are_selected_across_pages_and_deselected() {
        let mut selection = Selection::default();
        let (first, second) = ([row(1), row(2)], [row(3), row(4)]);
        selection.set(&first, true).unwrap();
        selection.set(&second[..1], true).unwrap();
        assert_eq!(ids(&selection), [1, 2, 3]);
        assert_eq!(selection.mark(&first), Mark::All);
        assert_eq!(selection.mark(&second), Mark::Some);
        assert_eq!(selection.mark(&[row(9)]), Mark::None);
        assert_eq!(selection.mark(&[]), Mark::None);
        // Selecting twice is selecting once.
        selection.set(&first, true).unwrap();
        selection.set(&first[..1], false).unwrap();
        assert_eq!(ids(&selection), [2, 3]);
    }

    #[test]
    fn rows_beyond_the_limit_are_refused_and_the_selection_stays() {
        let mut selection = Selection::default();
        let rows: Vec<_> = (1..=990).map(row).collect();
        selection.set(&rows, true).unwrap();
        let page: Vec<_> = (980..=1_020).map(row).collect();
        assert_eq!(selection.set(&page, true), Err(SelectionFull));
        assert_eq!(selection.chosen().len(), MAX_CHOSEN);
        assert!(selection.contains(1_000) && !selection.contains(1_001));
        // Selected rows do not count again.
        assert_eq!(selection.set(&rows, true), Ok(()));
    }

    #[test]
    fn another_tab_starts_without_a_selection() {
        let mut selection = Selection::default();
        selection.enter(Tab::ToReview);
        selection.set(&[row(1)], true).unwrap();
        selection.enter(Tab::ToReview);
        assert_eq!(ids(&selection), [1]);
        selection.enter(Tab::Submitted);
        assert_eq!(ids(&selection), [0; 0]);
    }

    #[test]
    fn changed_rows_are_deselected() {
        let mut selection = Selection::default();
        selection.set(&[row(1), row(2)], true).unwrap();
        let mut shown = test_account(Status::AddPending, vec![]);
        shown.version = 1;
        assert_eq!(selection.remove_changed(&[shown.clone()]), 0);
        shown.version = 2;
        assert_eq!(selection.remove_changed(&[shown]), 1);
        assert_eq!(ids(&selection), [2]);
        selection.remove_reviews(&[10_002, 7]);
        assert_eq!(ids(&selection), [0; 0]);
    }
}
