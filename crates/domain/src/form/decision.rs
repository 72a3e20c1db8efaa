//! Validation of a decision on an application.

use crate::account::MAX_PERSON;
use crate::error::FieldErrors;
use crate::status::Verdict;
use crate::values::phone::Phone;
use crate::values::text;
use crate::wire::DecisionIn;
use crate::workflow::Decision;

/// Maximum length of the reason for a rejection, in characters.
pub const MAX_REASON: usize = 300;

/// Validates a decision. A rejection requires a reason.
///
/// # Errors
/// Returns the errors of all invalid fields.
pub fn decision(input: &DecisionIn) -> Result<Decision, FieldErrors> {
    let DecisionIn {
        decision,
        reason,
        reviewer_name,
        reviewer_phone,
        version: _,
    } = input;
    let mut errors = FieldErrors::default();
    let given = if reason.trim().is_empty() {
        if *decision == Verdict::Reject {
            errors.push("/reason", "驳回时须填写原因，填报单位将据此修改");
        }
        None
    } else {
        errors.take("/reason", text::paragraph("驳回原因", MAX_REASON, reason))
    };
    let name = errors.take(
        "/reviewer_name",
        text::line("审核人姓名", MAX_PERSON, reviewer_name),
    );
    let phone = errors.take("/reviewer_phone", Phone::parse(reviewer_phone));
    match (name, phone) {
        (Some(reviewer_name), Some(reviewer_phone)) if errors.is_empty() => Ok(Decision {
            verdict: *decision,
            reason: given,
            reviewer_name,
            reviewer_phone,
        }),
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(decision: Verdict, reason: &str) -> DecisionIn {
        DecisionIn {
            decision,
            reason: reason.into(),
            reviewer_name: "李审核".into(),
            reviewer_phone: "010-35001121".into(),
            version: 1,
        }
    }

    #[test]
    fn a_rejection_needs_a_reason_and_an_approval_does_not() {
        assert!(decision(&input(Verdict::Approve, "")).is_ok());
        let errors = decision(&input(Verdict::Reject, " \n")).unwrap_err();
        assert!(errors.at("/reason").is_some());
        assert!(decision(&input(Verdict::Reject, &"因".repeat(301))).is_err());
        assert!(decision(&input(Verdict::Reject, &"因".repeat(300))).is_ok());
    }

    #[test]
    fn who_reviewed_must_be_reachable() {
        let bad = DecisionIn {
            reviewer_phone: "3500112".into(),
            reviewer_name: String::new(),
            ..input(Verdict::Approve, "")
        };
        let errors = decision(&bad).unwrap_err();
        assert!(
            errors
                .at("/reviewer_phone")
                .unwrap()
                .contains("010-35001121")
        );
        assert!(errors.at("/reviewer_name").is_some());
    }
}
