//! Identity parsed from a link while it is typed.

use nmrs_domain::kind::IdentityRule;
use nmrs_domain::link::{Link, LinkError};
use nmrs_domain::wire::AccountIn;

use nmrs_domain::query::IdentityQuery;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Identity {
    Empty,
    Unreadable,
    /// The link carries no identity: the ID has to be entered.
    Missing,
    /// The entered ID is invalid.
    BadId,
    Known {
        /// Term of the platform: `biz`, `oid` …
        label: &'static str,
        id: String,
        /// True if the user entered the ID.
        by_hand: bool,
        /// Value that must be unique.
        identity: String,
    },
}

/// Parses link and ID of a form.
pub(crate) fn identity(form: &AccountIn) -> Identity {
    if form.url.trim().is_empty() {
        return Identity::Empty;
    }
    let info = form.kind.info();
    let optional = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let platform = optional(&form.platform_name).filter(|_| info.needs_platform_name);
    let link = Link::parse(
        form.kind,
        &form.url,
        optional(&form.external_id).as_deref(),
        platform.as_deref(),
    );
    match link {
        Ok(link) => Identity::Known {
            label: if link.external_id.is_some() {
                info.id_label
            } else {
                "链接"
            },
            id: link
                .external_id
                .unwrap_or_else(|| normal_form(&link.identity)),
            by_hand: link.by_hand,
            identity: link.identity,
        },
        Err(LinkError::NoIdentity(_)) => Identity::Missing,
        Err(LinkError::BadExternalId | LinkError::BadBiz) => Identity::BadId,
        Err(LinkError::NotALink | LinkError::TooLong | LinkError::TooMuch) => Identity::Unreadable,
    }
}

/// Link part of an identity `link|platform`.
fn normal_form(identity: &str) -> String {
    identity
        .split_once('|')
        .map_or(identity, |(link, _)| link)
        .to_owned()
}

/// Returns true if the ID field is shown: the link carries no identity.
pub(crate) fn wants_id_field(form: &AccountIn) -> bool {
    match form.kind.info().identity {
        IdentityRule::ByHand => true,
        rule if rule.is_parsed() => match identity(form) {
            Identity::Missing | Identity::BadId => true,
            Identity::Known { by_hand, .. } => by_hand,
            // While the link is being corrected, the input stays visible.
            Identity::Empty | Identity::Unreadable => !form.external_id.trim().is_empty(),
        },
        _ => false,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Check {
    Free,
    Taken(String),
    /// The server was not reached; the submission checks again.
    Unknown,
}

/// Query of the identity check, if there is an identity to check.
///
/// `own` is the identity of the loaded account, which would find itself.
pub(crate) fn check_query(form: &AccountIn, own: Option<&str>) -> Option<IdentityQuery> {
    let Identity::Known { identity, .. } = identity(form) else {
        return None;
    };
    if own == Some(identity.as_str()) {
        return None;
    }
    let needs_platform = form.kind.info().needs_platform_name;
    if needs_platform && form.platform_name.trim().is_empty() {
        return None;
    }
    let only_if = |condition: bool, text: &str| {
        if condition {
            text.trim().to_owned()
        } else {
            String::new()
        }
    };
    Some(IdentityQuery {
        kind: form.kind,
        url: form.url.trim().to_owned(),
        external_id: only_if(wants_id_field(form), &form.external_id),
        platform_name: only_if(needs_platform, &form.platform_name),
        except: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::kind::AccountKind;

    fn form(kind: AccountKind, url: &str, external_id: &str) -> AccountIn {
        AccountIn {
            url: url.into(),
            external_id: external_id.into(),
            ..AccountIn::empty(kind)
        }
    }

    #[test]
    fn an_article_link_contains_its_biz() {
        let full = form(
            AccountKind::WechatService,
            "https://mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA==&mid=2650",
            "",
        );
        let Identity::Known {
            label, id, by_hand, ..
        } = identity(&full)
        else {
            panic!("not understood");
        };
        assert_eq!(
            (label, id.as_str(), by_hand),
            ("biz", "MjM5MjMxMTMyOA==", false)
        );
        assert!(!wants_id_field(&full));
    }

    #[test]
    fn a_short_link_asks_for_the_id() {
        let short = "https://mp.weixin.qq.com/s/abcdefghijklmnopqrstuv";
        let without = form(AccountKind::WechatService, short, "");
        assert_eq!(identity(&without), Identity::Missing);
        assert!(wants_id_field(&without));
        let wrong = form(AccountKind::WechatService, short, "发布");
        assert_eq!(identity(&wrong), Identity::BadId);
        let with = form(AccountKind::WechatService, short, "2392311328");
        assert!(matches!(
            identity(&with),
            Identity::Known { by_hand: true, .. }
        ));
        assert!(wants_id_field(&with));
        assert_eq!(check_query(&with, None).unwrap().external_id, "2392311328");
    }

    #[test]
    fn an_incomplete_link_is_no_error_yet() {
        assert_eq!(
            identity(&form(AccountKind::Weibo, "https:/", "")),
            Identity::Unreadable
        );
        assert_eq!(
            identity(&form(AccountKind::Weibo, " ", "")),
            Identity::Empty
        );
    }

    #[test]
    fn kinds_without_a_parser_are_identified_by_id_or_link() {
        let channels = form(
            AccountKind::WechatChannels,
            "https://channels.weixin.qq.com/a/",
            "",
        );
        assert!(wants_id_field(&channels));
        let Identity::Known { label, id, .. } = identity(&channels) else {
            panic!("not understood");
        };
        assert_eq!((label, id.as_str()), ("链接", "channels.weixin.qq.com/a"));
        let app = form(AccountKind::App, "https://www.example.cn/app", "");
        assert!(!wants_id_field(&app));
    }

    #[test]
    fn a_mini_program_is_checked_once_its_platform_is_named() {
        let mut program = form(AccountKind::MiniProgram, "https://example.cn/x", "");
        assert_eq!(check_query(&program, None), None);
        program.platform_name = "支付宝".into();
        assert_eq!(check_query(&program, None).unwrap().platform_name, "支付宝");
    }

    #[test]
    fn an_account_does_not_conflict_with_itself() {
        let weibo = form(AccountKind::Weibo, "https://weibo.com/u/123", "");
        assert!(check_query(&weibo, None).is_some());
        assert!(check_query(&weibo, Some("123")).is_none());
        assert!(check_query(&weibo, Some("124")).is_some());
    }
}
