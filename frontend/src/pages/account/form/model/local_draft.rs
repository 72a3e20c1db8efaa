//! Unsent input, kept in the browser so that a closed tab loses nothing.

use nmrs_domain::wire::AccountIn;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::is_changed;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LocalDraft {
    /// Milliseconds since 1970.
    pub(crate) at_ms: i64,
    pub(crate) form: AccountIn,
}

/// Storage key of a user's form for `account`, or for a new account.
pub(crate) fn local_draft_key(user: i64, account: Option<i64>) -> String {
    match account {
        Some(account) => format!("nmrs.form.{user}.{account}"),
        None => format!("nmrs.form.{user}.new"),
    }
}

impl LocalDraft {
    pub(crate) fn new(form: AccountIn, now: OffsetDateTime) -> Self {
        let at_ms = now.unix_timestamp_nanos() / 1_000_000;
        Self {
            at_ms: i64::try_from(at_ms).unwrap_or_default(),
            form,
        }
    }

    /// `None` for what another release wrote.
    pub(crate) fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    pub(crate) fn write(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    pub(crate) fn at(&self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.at_ms) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    pub(crate) fn differs_from(&self, base: &AccountIn) -> bool {
        is_changed(&self.form, base)
    }

    /// Form of the draft with the version of `base`.
    pub(crate) fn into_form(self, base: &AccountIn) -> AccountIn {
        AccountIn {
            version: base.version,
            submit: false,
            ..self.form
        }
    }

    pub(crate) fn is_older_than(&self, base: &AccountIn) -> bool {
        self.form.version != base.version
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::kind::AccountKind;

    #[test]
    fn written_values_are_read_back() {
        let draft = LocalDraft {
            at_ms: 1_780_000_000_000,
            form: AccountIn {
                name: "<b>上庄</b>".into(),
                version: Some(2),
                ..AccountIn::empty(AccountKind::Weibo)
            },
        };
        let json = draft.write().unwrap();
        assert_eq!(LocalDraft::read(&json), Some(draft.clone()));
        assert_eq!(LocalDraft::read("{}"), None);
        assert_eq!(LocalDraft::read("x"), None);

        let base = AccountIn {
            version: Some(3),
            ..AccountIn::empty(AccountKind::Weibo)
        };
        assert!(draft.differs_from(&base));
        assert!(draft.is_older_than(&base));
        let form = draft.into_form(&base);
        assert_eq!((form.name.as_str(), form.version), ("<b>上庄</b>", Some(3)));
    }

    #[test]
    fn each_user_and_account_has_its_own_draft() {
        assert_eq!(local_draft_key(3, None), "nmrs.form.3.new");
        assert_eq!(local_draft_key(3, Some(8)), "nmrs.form.3.8");
    }
}
