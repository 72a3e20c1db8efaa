//! Logic of the review dialog.

mod draft;
mod outcome;
mod shortcut;

pub(crate) use draft::{
    Draft, Drafts, QUICK_LIMIT_NOTE, Reviewer, first_field, quick_reasons, reviewer_key,
};
pub(crate) use outcome::{Collision, Outcome, outcome_text};
pub(crate) use shortcut::{KeyPress, Shortcut, shortcut};

use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountOut, ReviewOut};
use nmrs_domain::workflow::Action;

use crate::pages::shared::org_path_text;

/// Heading: `修改审核 · 平安北京`.
pub(crate) fn title(review: &ReviewOut) -> String {
    format!("{}审核 · {}", review.kind.label(), review.account.name)
}

/// Position in the user's queue: `第 2 / 3 条`.
pub(crate) fn position_text(review: &ReviewOut) -> Option<String> {
    review
        .position
        .map(|at| format!("第 {at} / {} 条", review.queue_length.max(at)))
}

pub(crate) fn can_decide(review: &ReviewOut) -> bool {
    review.open
        && [Action::Approve, Action::Reject]
            .iter()
            .any(|action| review.account.allowed_actions.contains(action))
}

/// Reason, in Chinese, when [`can_decide`] is false.
pub(crate) fn not_decidable_reason(review: &ReviewOut) -> String {
    let status = review.account.status.label();
    if !review.open {
        return format!("这条申请已经审核完毕，账号现为“{status}”。");
    }
    match &review.account.waiting_for {
        Some(org) => format!("这条申请现由{}审核，本单位不能作出决定。", org.name),
        None => format!("本单位现在不能审核这条申请，账号现为“{status}”。"),
    }
}

pub(crate) fn after_approval(review: &ReviewOut) -> String {
    match review.kind {
        ApplicationKind::Add => match next_office(&review.account) {
            Some((name, true)) => format!("同意后由{name}终审"),
            Some((name, false)) => format!("同意后由{name}复审"),
            None => "本次为终审，同意后生成新媒体标识码".into(),
        },
        ApplicationKind::Modify => "同意后修改立即生效".into(),
        ApplicationKind::Close => "同意后账号立即关停".into(),
        ApplicationKind::Restore => "同意后账号恢复为“正常”，每个账号只能恢复一次".into(),
    }
}

pub(crate) const fn after_rejection(kind: ApplicationKind) -> &'static str {
    match kind {
        ApplicationKind::Restore => "会退回申请单位处理",
        _ => "会退回填报单位处理",
    }
}

/// Next office above the waiting one, and true if its decision is final.
fn next_office(account: &AccountOut) -> Option<(&str, bool)> {
    let waiting = account.waiting_for.as_ref()?;
    let at = account
        .org_path
        .iter()
        .position(|org| org.id == waiting.id)?;
    let above = at.checked_sub(1)?;
    Some((account.org_path[above].name.as_str(), above == 0))
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) label: &'static str,
    pub(crate) value: String,
    pub(crate) is_code: bool,
}

/// Data of the account in the order of the form, without the link.
pub(crate) fn account_lines(account: &AccountOut) -> Vec<Line> {
    let line = |label, value: String, is_code| Line {
        label,
        value,
        is_code,
    };
    let or_dash = |text: &str| match text.trim() {
        "" => "—".to_owned(),
        text => text.to_owned(),
    };
    let id_label = account.kind.info().id_label;
    let mut lines = vec![
        line("填报单位", account.reporting_unit.name.clone(), false),
        line("单位标识", account.reporting_unit.code.clone(), true),
        line("组织单位", org_path_text(&account.org_path), false),
        line("账号类型", crate::pages::shared::kind_text(account), false),
        line("名称", or_dash(&account.name), false),
        line(
            "标识码",
            account
                .identifier
                .clone()
                .unwrap_or_else(|| "终审通过后生成".into()),
            account.identifier.is_some(),
        ),
        line("开设主体", or_dash(&account.owner), false),
        line(
            "代表政府",
            account
                .represents_government
                .map_or("—", nmrs_domain::diff::yes_no)
                .into(),
            false,
        ),
        line(
            "功能",
            or_dash(&crate::pages::shared::functions_text(account, " · ")),
            false,
        ),
    ];
    if let Some(id) = &account.external_id {
        let by_hand = if account.external_id_by_hand {
            "（手工填写）"
        } else {
            ""
        };
        lines.push(line(id_label, format!("{id}{by_hand}"), true));
    }
    let contact = &account.contact;
    for (label, value, is_code) in [
        ("联系人", &contact.name, false),
        ("联系人职务", &contact.position, false),
        ("联系人手机", &contact.mobile, true),
        ("联系人座机", &contact.landline, true),
    ] {
        if !value.trim().is_empty() {
            lines.push(line(label, value.clone(), is_code));
        }
    }
    lines
}

/// The URL if it is `http` or `https`.
pub(crate) fn safe_href(url: &str) -> Option<String> {
    let url = url.trim();
    let lower = url.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then(|| url.to_owned())
}

/// Values entered with the application.
pub(crate) fn form_lines(review: &ReviewOut) -> Vec<Line> {
    let form = &review.form;
    let (who, why) = match review.kind {
        ApplicationKind::Close => ("申请人", "关停详情"),
        ApplicationKind::Restore => ("申请人", "恢复原因"),
        ApplicationKind::Add | ApplicationKind::Modify => ("申请人", "说明"),
    };
    [
        (who, &form.person, false),
        ("申请人电话", &form.phone, true),
        ("注销日期", &form.cancelled_on, true),
        (why, &form.reason, false),
    ]
    .into_iter()
    .filter_map(|(label, value, is_code)| {
        let value = value.clone().filter(|text| !text.trim().is_empty())?;
        Some(Line {
            label,
            value,
            is_code,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::shared::test_account as account;
    use nmrs_domain::actor::Level;
    use nmrs_domain::event::EventDetails;
    use nmrs_domain::status::Status;
    use nmrs_domain::wire::OrgUnitRef;
    use time::OffsetDateTime;

    fn review(kind: ApplicationKind) -> ReviewOut {
        ReviewOut {
            id: 9,
            account_id: 1,
            kind,
            account: account(kind.pending(), vec![Action::Approve, Action::Reject]),
            changes: vec![],
            form: EventDetails::default(),
            decisions: vec![],
            version: 3,
            open: true,
            applied_at: OffsetDateTime::UNIX_EPOCH,
            position: Some(2),
            queue_length: 3,
            previous_review_id: Some(8),
            next_review_id: Some(10),
        }
    }

    #[test]
    fn an_addition_names_the_next_office() {
        let mut add = review(ApplicationKind::Add);
        assert_eq!(title(&add), "添加审核 · 西城健康通");
        assert_eq!(position_text(&add).unwrap(), "第 2 / 3 条");
        assert_eq!(after_approval(&add), "同意后由北京市终审");

        add.account.org_path.push(OrgUnitRef {
            id: 3,
            code: "000003".into(),
            name: "上地街道".into(),
            level: Level::Third,
        });
        add.account.waiting_for = add.account.org_path.last().cloned();
        assert_eq!(after_approval(&add), "同意后由海淀区复审");

        add.account.waiting_for = add.account.org_path.first().cloned();
        assert!(after_approval(&add).contains("标识码"));
    }

    #[test]
    fn only_an_open_review_at_the_users_turn_can_be_decided() {
        let mut add = review(ApplicationKind::Add);
        assert!(can_decide(&add));
        add.account.allowed_actions.clear();
        assert!(!can_decide(&add));
        assert!(not_decidable_reason(&add).contains("海淀区"));
        add.open = false;
        add.account.status = Status::Normal;
        assert!(not_decidable_reason(&add).contains("正常"));
        add.position = None;
        assert_eq!(position_text(&add), None);
    }

    #[test]
    fn the_values_of_a_closure_are_listed() {
        let mut close = review(ApplicationKind::Close);
        close.form = EventDetails {
            person: Some("王申请".into()),
            cancelled_on: Some("2026-11-01".into()),
            reason: Some("已完成注销/下线".into()),
            ..EventDetails::default()
        };
        let labels: Vec<_> = form_lines(&close).into_iter().map(|l| l.label).collect();
        assert_eq!(labels, ["申请人", "注销日期", "关停详情"]);
        assert!(form_lines(&review(ApplicationKind::Add)).is_empty());
    }

    #[test]
    fn only_web_links_are_opened() {
        assert!(safe_href(" HTTPS://weibo.com/u/1").is_some());
        assert_eq!(safe_href("javascript:alert(1)"), None);
        assert_eq!(safe_href("weibo.com"), None);
    }

    #[test]
    fn an_id_entered_by_hand_is_marked() {
        let mut account = account(Status::AddPending, vec![]);
        account.external_id = Some("gh_1".into());
        account.external_id_by_hand = true;
        let lines = account_lines(&account);
        assert!(lines.iter().any(|l| l.value == "gh_1（手工填写）"));
        assert!(lines.iter().any(|l| l.value == "北京市 / 海淀区"));
    }
}
