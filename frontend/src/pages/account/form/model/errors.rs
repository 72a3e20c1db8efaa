//! Errors of the form by field.

use std::collections::BTreeSet;

use nmrs_domain::error::FieldErrors;
use nmrs_domain::form;
use nmrs_domain::wire::AccountIn;

use super::body::Intent;
use crate::pages::shared::same_at;

/// Fields in the order of the page; the domain lists its errors in another order.
const ORDER: [&str; 13] = [
    "/kind",
    "/platform_name",
    "/url",
    "/external_id",
    "/name",
    "/owner",
    "/represents_government",
    "/functions",
    "/other_function",
    "/contact/name",
    "/contact/position",
    "/contact/mobile",
    "/contact/landline",
];

/// Decides which errors are shown: none before a field was touched or a submission attempted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ErrorDisplay {
    touched: BTreeSet<&'static str>,
    tried: Option<Intent>,
    /// Errors of the server with the body that it refused.
    server: Option<(AccountIn, FieldErrors)>,
}

impl ErrorDisplay {
    pub(crate) fn touch(&mut self, pointer: &'static str) {
        self.touched.insert(pointer);
    }

    pub(crate) fn attempt(&mut self, intent: Intent) {
        self.tried = Some(intent);
        self.server = None;
    }

    pub(crate) fn was_tried(&self) -> bool {
        self.tried.is_some()
    }

    pub(crate) fn refused(&mut self, sent: AccountIn, errors: FieldErrors) {
        self.server = Some((sent, errors));
    }

    /// Errors to show, in the order of the page.
    ///
    /// A touched field shows its errors at once. Errors of the server hold until the field is
    /// changed.
    pub(crate) fn errors(&self, form: &AccountIn) -> FieldErrors {
        let found = match self.tried {
            Some(Intent::Keep) => form::draft(form).err().unwrap_or_default(),
            _ => form::fields(form).err().unwrap_or_default(),
        };
        let all = self.tried.is_some();
        let local = found
            .0
            .into_iter()
            .filter(|error| all || self.touched.contains(error.pointer.as_str()));
        let mut errors: Vec<_> = match &self.server {
            Some((sent, refused)) => refused
                .0
                .iter()
                .filter(|error| unchanged_at(sent, form, &error.pointer))
                .cloned()
                .collect(),
            None => Vec::new(),
        };
        for error in local {
            if !errors.iter().any(|e| e.pointer == error.pointer) {
                errors.push(error);
            }
        }
        // A stable sort: unknown pointers come last.
        errors.sort_by_key(|e| page_order(&e.pointer));
        FieldErrors(errors)
    }
}

/// Returns true if the value at the pointer is unchanged. Kind, platform, link and ID form the
/// identity: an error at one of them is resolved by a change of any.
fn unchanged_at(a: &AccountIn, b: &AccountIn, pointer: &str) -> bool {
    const IDENTITY: [&str; 4] = ["/kind", "/platform_name", "/url", "/external_id"];
    if IDENTITY.contains(&pointer) {
        IDENTITY.iter().all(|at| same_at(a, b, at))
    } else {
        same_at(a, b, pointer)
    }
}

fn page_order(pointer: &str) -> usize {
    ORDER
        .iter()
        .position(|known| *known == pointer)
        .unwrap_or(ORDER.len())
}

/// Pointer of the first error in the order of the page.
pub(crate) fn first_of(errors: &FieldErrors) -> Option<&str> {
    errors
        .0
        .iter()
        .map(|error| error.pointer.as_str())
        .min_by_key(|pointer| page_order(pointer))
}

pub(crate) fn has_error_among(errors: &FieldErrors, prefix: &str) -> bool {
    errors
        .0
        .iter()
        .any(|error| error.pointer.starts_with(prefix))
}

/// Id of a field's control: `/contact/mobile` is `field-contact-mobile`.
pub(crate) fn pointer_id(pointer: &str) -> String {
    format!("field{}", pointer.replace('/', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::kind::AccountKind;
    use nmrs_domain::wire::ContactIn;

    fn pointers(errors: &FieldErrors) -> Vec<&str> {
        errors.0.iter().map(|e| e.pointer.as_str()).collect()
    }

    fn empty() -> AccountIn {
        AccountIn::empty(AccountKind::Weibo)
    }

    #[test]
    fn untouched_fields_show_no_errors() {
        let mut error_display = ErrorDisplay::default();
        assert!(error_display.errors(&empty()).is_empty());
        error_display.touch("/name");
        assert_eq!(pointers(&error_display.errors(&empty())), ["/name"]);
    }

    #[test]
    fn a_submission_shows_all_in_the_order_of_the_page() {
        let mut error_display = ErrorDisplay::default();
        error_display.attempt(Intent::Submit);
        let form = AccountIn {
            contact: ContactIn {
                mobile: "1".into(),
                ..ContactIn::default()
            },
            ..empty()
        };
        let errors = error_display.errors(&form);
        assert_eq!(
            pointers(&errors),
            [
                "/url",
                "/name",
                "/owner",
                "/represents_government",
                "/functions",
                "/contact/mobile"
            ]
        );
        assert_eq!(first_of(&errors), Some("/url"));
        assert!(has_error_among(&errors, "/contact/"));
    }

    #[test]
    fn a_draft_may_be_incomplete() {
        let mut error_display = ErrorDisplay::default();
        error_display.attempt(Intent::Keep);
        assert!(error_display.errors(&empty()).is_empty());
        let long = AccountIn {
            name: "长".repeat(61),
            ..empty()
        };
        assert_eq!(pointers(&error_display.errors(&long)), ["/name"]);
    }

    #[test]
    fn server_errors_are_shown_until_the_field_is_changed() {
        let mut error_display = ErrorDisplay::default();
        error_display.attempt(Intent::Keep);
        error_display.refused(empty(), FieldErrors::one("/url", "已由他人登记"));
        assert_eq!(
            error_display.errors(&empty()).at("/url"),
            Some("已由他人登记")
        );
        let renamed = AccountIn {
            name: "新名".into(),
            ..empty()
        };
        assert!(error_display.errors(&renamed).at("/url").is_some());
        let other_kind = AccountIn::empty(AccountKind::Douyin);
        assert!(error_display.errors(&other_kind).at("/url").is_none());
    }

    #[test]
    fn ids_of_controls_come_from_pointers() {
        assert_eq!(pointer_id("/contact/mobile"), "field-contact-mobile");
    }
}
