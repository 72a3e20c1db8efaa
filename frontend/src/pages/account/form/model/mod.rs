//! Logic of the account form. The rules are those of [`nmrs_domain::form`], as on the server.

mod body;
mod edit_target;
mod errors;
mod identity;
mod local_draft;

pub(crate) use body::{Intent, changed_since, request_body};
pub(crate) use edit_target::EditTarget;
pub(crate) use errors::{ErrorDisplay, first_of, has_error_among, pointer_id};
pub(crate) use identity::{Check, Identity, check_query, identity, wants_id_field};
pub(crate) use local_draft::{LocalDraft, local_draft_key};

use nmrs_domain::kind::{AccountKind, KINDS};
use nmrs_domain::wire::{AccountIn, AccountOut, ContactIn, OrgUnitRef};

use crate::pages::shared::to_form;

/// Choice of the kind select that stands for both WeChat kinds.
pub(crate) const WECHAT_CHOICE: &str = "wechat";

/// Values and labels of the kind select.
pub(crate) fn kind_choices() -> Vec<(&'static str, &'static str)> {
    let others = KINDS
        .iter()
        .filter(|info| !info.kind.is_wechat())
        .map(|info| (info.wire, info.label));
    std::iter::once((WECHAT_CHOICE, "微信公众号"))
        .chain(others)
        .collect()
}

pub(crate) fn choice_of(kind: AccountKind) -> &'static str {
    if kind.is_wechat() {
        WECHAT_CHOICE
    } else {
        kind.as_str()
    }
}

/// Kind of a choice; WeChat keeps its current kind.
pub(crate) fn kind_of_choice(choice: &str, now: AccountKind) -> AccountKind {
    if choice == WECHAT_CHOICE {
        if now.is_wechat() {
            now
        } else {
            AccountKind::WechatSubscription
        }
    } else {
        AccountKind::from_wire(choice).unwrap_or(now)
    }
}

/// Identity of a living account; drafts hold none.
pub(crate) fn own_identity(account: &AccountOut) -> Option<String> {
    if !account.status.is_living() {
        return None;
    }
    match identity(&to_form(account)) {
        Identity::Known { identity, .. } => Some(identity),
        _ => None,
    }
}

/// Form of a new account; the owner defaults to the unit.
pub(crate) fn new_form(unit_name: &str) -> AccountIn {
    AccountIn {
        owner: unit_name.to_owned(),
        ..AccountIn::empty(AccountKind::WechatSubscription)
    }
}

/// Compares without version and order of functions.
pub(crate) fn is_changed(now: &AccountIn, base: &AccountIn) -> bool {
    let stripped = |form: &AccountIn| AccountIn {
        submit: false,
        version: None,
        functions: {
            let mut functions = form.functions.clone();
            functions.sort_unstable();
            functions
        },
        ..form.clone()
    };
    stripped(now) != stripped(base)
}

pub(crate) fn has_contact(form: &AccountIn) -> bool {
    form.contact != ContactIn::default()
}

/// Reviewers of an addition, from the org path (level 1 first): `提交后由海淀区初审、北京市终审`.
pub(crate) fn what_follows(org_path: &[OrgUnitRef]) -> String {
    let steps: Vec<_> = org_path
        .iter()
        .rev()
        .enumerate()
        .map(|(at, org)| {
            let step = match (at, org_path.len()) {
                (at, steps) if at + 1 == steps => "终审",
                (0, _) => "初审",
                _ => "复审",
            };
            format!("{}{step}", org.name)
        })
        .collect();
    if steps.is_empty() {
        "提交后由上级组织单位审核".into()
    } else {
        format!("提交后由{}", steps.join("、"))
    }
}

/// Message after a submission.
pub(crate) fn success_text(intent: Intent, org_path: &[OrgUnitRef]) -> String {
    match (intent, org_path.last()) {
        (Intent::Keep, _) => "已暂存，可在“未提交”中继续填写。".into(),
        (Intent::Submit, Some(org)) => format!("已提交，由{}审核。", org.name),
        (Intent::Submit, None) => "已提交，等待审核。".into(),
    }
}

/// Purpose of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    New,
    Draft,
    Correct,
}

impl Mode {
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::New => "添加账号",
            Self::Draft => "编辑账号",
            Self::Correct => "修改并重新提交",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::account::Function;
    use nmrs_domain::actor::Level;

    fn org(name: &str, level: Level) -> OrgUnitRef {
        OrgUnitRef {
            id: 1,
            code: "110000".into(),
            name: name.into(),
            level,
        }
    }

    #[test]
    fn wechat_is_one_choice_and_keeps_its_kind() {
        use AccountKind::{WechatService, WechatSubscription, Weibo};
        assert_eq!(kind_choices().len(), KINDS.len() - 1);
        assert_eq!(kind_choices()[0], ("wechat", "微信公众号"));
        assert_eq!(kind_of_choice("wechat", WechatService), WechatService);
        assert_eq!(kind_of_choice("wechat", Weibo), WechatSubscription);
        assert_eq!(kind_of_choice("weibo", WechatService), Weibo);
        assert_eq!(kind_of_choice("fax", Weibo), Weibo);
        for info in &KINDS {
            assert!(kind_choices().iter().any(|c| c.0 == choice_of(info.kind)));
        }
    }

    #[test]
    fn the_steps_of_review_are_named_bottom_up() {
        let (top, city, county) = (
            org("河北省", Level::First),
            org("石家庄市", Level::Second),
            org("长安区", Level::Third),
        );
        assert_eq!(
            what_follows(std::slice::from_ref(&top)),
            "提交后由河北省终审"
        );
        assert_eq!(
            what_follows(&[top.clone(), city.clone()]),
            "提交后由石家庄市初审、河北省终审"
        );
        assert_eq!(
            what_follows(&[top, city, county]),
            "提交后由长安区初审、石家庄市复审、河北省终审"
        );
    }

    #[test]
    fn the_order_of_functions_is_no_change() {
        let base = AccountIn {
            functions: vec![Function::Publish, Function::Service],
            version: Some(3),
            ..new_form("单位")
        };
        let mut now = base.clone();
        now.functions.reverse();
        now.version = None;
        assert!(!is_changed(&now, &base));
        now.name.push('名');
        assert!(is_changed(&now, &base));
    }
}
