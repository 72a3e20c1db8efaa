//! Logic of a modification; the rules are those of the domain.

use nmrs_domain::diff::FieldChange;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::form;
use nmrs_domain::wire::AccountIn;

use crate::pages::account::form::{Intent, request_body};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Modification {
    pub(super) body: AccountIn,
    pub(super) changes: Vec<FieldChange>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Invalid {
    Fields(FieldErrors),
    Whole(String),
}

/// Compares the form with the registered values.
pub(super) fn modification(
    registered: &AccountIn,
    typed: &AccountIn,
) -> Result<Modification, Invalid> {
    let body = request_body(typed, Intent::Keep);
    let registered = form::fields(registered).map_err(|errors| {
        let first = errors.0.into_iter().next().map(|error| error.detail);
        Invalid::Whole(first.unwrap_or_default())
    })?;
    match form::modification(&registered, &body) {
        Ok(modification) => Ok(Modification {
            body,
            changes: modification.changes,
        }),
        Err(errors) => Err(match errors.at("") {
            Some(whole) => Invalid::Whole(format!("{whole}。")),
            None => Invalid::Fields(errors),
        }),
    }
}

pub(super) fn or_empty_text(value: &str) -> String {
    match value.trim() {
        "" => "（空）".to_owned(),
        value => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::account::Function;
    use nmrs_domain::kind::AccountKind;

    fn weibo() -> AccountIn {
        AccountIn {
            name: "平安北京".into(),
            owner: "北京市公安局".into(),
            url: "https://weibo.com/u/2803301701".into(),
            represents_government: Some(false),
            functions: vec![Function::Publish],
            version: Some(4),
            ..AccountIn::empty(AccountKind::Weibo)
        }
    }

    #[test]
    fn an_unchanged_form_is_refused_before_it_is_sent() {
        let spaced = AccountIn {
            name: " 平安北京 ".into(),
            ..weibo()
        };
        assert!(matches!(
            modification(&weibo(), &spaced),
            Err(Invalid::Whole(text)) if text.contains("没有改动")
        ));
    }

    #[test]
    fn changes_are_listed_and_the_version_is_kept() {
        let renamed = AccountIn {
            name: "平安首都".into(),
            ..weibo()
        };
        let wanted = modification(&weibo(), &renamed).unwrap();
        assert_eq!(wanted.body.version, Some(4));
        assert_eq!(wanted.changes[0].old, "平安北京");
    }

    #[test]
    fn another_account_is_refused_at_its_link() {
        let other = AccountIn {
            url: "https://weibo.com/u/1".into(),
            ..weibo()
        };
        assert!(matches!(
            modification(&weibo(), &other),
            Err(Invalid::Fields(errors)) if errors.at("/url").is_some()
        ));
    }

    #[test]
    fn an_empty_value_is_shown_as_empty() {
        assert_eq!(or_empty_text(" "), "（空）");
        assert_eq!(or_empty_text("甲"), "甲");
    }
}
