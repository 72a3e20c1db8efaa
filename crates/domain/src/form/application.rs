//! Validation of applications to modify, close or restore a registered account, and of deletions.

use time::Date;

use crate::account::{AccountFields, MAX_PERSON};
use crate::calendar::{format_day, parse_day};
use crate::diff::{FieldChange, changes};
use crate::error::FieldErrors;
use crate::event::EventDetails;
use crate::values::phone::Phone;
use crate::values::text;
use crate::wire::{AccountIn, CloseIn, DeletionIn, RestoreIn};

use super::account::fields;

/// Maximum length of the details of a closure or of the reason for a restore, in characters.
pub const MAX_DETAILS: usize = 500;
/// Maximum length of a letter number, in characters.
pub const MAX_LETTER_NUMBER: usize = 60;
/// Maximum length of the reason for a deletion, in characters.
pub const MAX_DELETION_REASON: usize = 300;
/// Fixed reason of every closure: only an account that is already cancelled on its platform may be
/// closed.
pub const CLOSE_REASON: &str = "已完成注销/下线";

/// Valid modification of a registered account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modification {
    /// Requested fields of the account.
    pub fields: AccountFields,
    /// Changes from the registered fields; never empty.
    pub changes: Vec<FieldChange>,
}

/// Validates a modification of a registered account. The identity must stay the same, and the kind
/// may only change as [`crate::kind::AccountKind::may_change_to`] allows.
///
/// # Errors
/// Returns the errors of all invalid fields, or an error at the pointer "" if nothing changes.
pub fn modification(
    registered: &AccountFields,
    input: &AccountIn,
) -> Result<Modification, FieldErrors> {
    let fields = fields(input)?;
    let mut errors = FieldErrors::default();
    if !registered.kind.may_change_to(fields.kind) {
        errors.push(
            "/kind",
            format!(
                "账号类型登记后不能修改（现为{}）；只有微信订阅号与服务号可以互换",
                registered.kind.label()
            ),
        );
    } else if registered.link.identity != fields.link.identity {
        let at = if fields.link.by_hand {
            "/external_id"
        } else {
            "/url"
        };
        errors.push(
            at,
            "链接须仍是同一个账号；换了账号的，请关停原账号后另行添加",
        );
    }
    errors.into_result()?;
    let changes = changes(registered, &fields);
    if changes.is_empty() {
        return Err(FieldErrors::one("", "没有改动任何内容，无需提交"));
    }
    Ok(Modification { fields, changes })
}

/// Validates a closure. `today` is the current date in China; the cancellation date must be between
/// 2000-01-01 and `today`.
///
/// # Errors
/// Returns the errors of all invalid fields.
pub fn closure(input: &CloseIn, today: Date) -> Result<EventDetails, FieldErrors> {
    let CloseIn {
        applicant_name,
        applicant_phone,
        cancelled_on,
        details,
        version: _,
    } = input;
    let mut errors = FieldErrors::default();
    let (person, phone) = applicant(&mut errors, applicant_name, applicant_phone);
    let day = errors.take("/cancelled_on", day(cancelled_on, today));
    let told = errors.take(
        "/details",
        text::paragraph("详细说明", MAX_DETAILS, details),
    );
    errors.into_result()?;
    Ok(EventDetails {
        reason: Some(CLOSE_REASON.into()),
        person,
        phone,
        cancelled_on: day,
        explanation: told,
        ..EventDetails::default()
    })
}

/// Validates a restore. All fields are required.
///
/// # Errors
/// Returns the errors of all invalid fields.
pub fn restore(input: &RestoreIn) -> Result<EventDetails, FieldErrors> {
    let RestoreIn {
        applicant_name,
        applicant_phone,
        reason,
        version: _,
    } = input;
    let mut errors = FieldErrors::default();
    let (person, phone) = applicant(&mut errors, applicant_name, applicant_phone);
    let reason = errors.take("/reason", text::paragraph("恢复原因", MAX_DETAILS, reason));
    errors.into_result()?;
    Ok(EventDetails {
        reason,
        person,
        phone,
        ..EventDetails::default()
    })
}

/// Validates a deletion. All fields are required.
///
/// # Errors
/// Returns the errors of all invalid fields.
pub fn deletion(input: &DeletionIn) -> Result<EventDetails, FieldErrors> {
    let DeletionIn {
        letter_number,
        reason,
        version: _,
    } = input;
    let mut errors = FieldErrors::default();
    let number = text::line("来函文号", MAX_LETTER_NUMBER, letter_number);
    let letter_number = errors.take("/letter_number", number);
    let reason = text::paragraph("删除原因", MAX_DELETION_REASON, reason);
    let reason = errors.take("/reason", reason);
    errors.into_result()?;
    Ok(EventDetails {
        reason,
        letter_number,
        ..EventDetails::default()
    })
}

fn applicant(
    errors: &mut FieldErrors,
    name: &str,
    phone: &str,
) -> (Option<String>, Option<String>) {
    let name = errors.take(
        "/applicant_name",
        text::line("申请人姓名", MAX_PERSON, name),
    );
    let phone = errors.take("/applicant_phone", Phone::parse(phone));
    (name, phone.map(|phone| phone.as_str().to_owned()))
}

fn day(raw: &str, today: Date) -> Result<String, &'static str> {
    let day = parse_day(raw)
        .filter(|day| day.year() >= 2000)
        .ok_or("请填写注销日期，形如 2026-11-01")?;
    if day > today {
        return Err("注销日期不能晚于今天；只有已完成注销或下线的账号才能申请关停");
    }
    Ok(format_day(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Function;
    use crate::kind::AccountKind;
    use time::macros::date;

    fn weibo() -> AccountIn {
        AccountIn {
            name: "平安北京".into(),
            owner: "北京市公安局".into(),
            url: "https://weibo.com/u/2803301701".into(),
            represents_government: Some(false),
            functions: vec![Function::Publish],
            ..AccountIn::empty(AccountKind::Weibo)
        }
    }

    #[test]
    fn a_modification_says_what_differs() {
        let registered = fields(&weibo()).unwrap();
        let renamed = AccountIn {
            name: "平安首都".into(),
            ..weibo()
        };
        let modification = modification(&registered, &renamed).unwrap();
        assert_eq!(modification.changes.len(), 1);
        assert_eq!(modification.changes[0].new, "平安首都");
    }

    #[test]
    fn what_may_not_change_is_refused_at_its_field() {
        let registered = fields(&weibo()).unwrap();
        let refused = |input: &AccountIn| modification(&registered, input).unwrap_err();
        assert!(refused(&weibo()).at("").is_some(), "a change of nothing");
        let other = AccountIn {
            url: "https://weibo.com/u/1".into(),
            ..weibo()
        };
        assert!(refused(&other).at("/url").is_some());
        let moved = AccountIn {
            url: "https://m.weibo.cn/u/2803301701".into(),
            ..weibo()
        };
        assert!(
            modification(&registered, &moved).is_ok(),
            "the same account elsewhere"
        );
        let kind = AccountIn {
            kind: AccountKind::App,
            url: "https://weibo.com/u/2803301701".into(),
            ..weibo()
        };
        assert!(refused(&kind).at("/kind").is_some());
    }

    fn close(cancelled_on: &str) -> CloseIn {
        CloseIn {
            applicant_name: "王申请".into(),
            applicant_phone: "13800001111".into(),
            cancelled_on: cancelled_on.into(),
            details: "平台已注销".into(),
            version: 1,
        }
    }

    #[test]
    fn a_closure_lies_in_the_past_or_today() {
        let today = date!(2026 - 11 - 24);
        let details = closure(&close("2026-11-24"), today).unwrap();
        assert_eq!(details.reason.as_deref(), Some(CLOSE_REASON));
        assert_eq!(details.cancelled_on.as_deref(), Some("2026-11-24"));
        for bad in ["2026-11-25", "2026-02-30", "", "1999-01-01"] {
            assert!(
                closure(&close(bad), today)
                    .unwrap_err()
                    .at("/cancelled_on")
                    .is_some(),
                "{bad}"
            );
        }
    }

    #[test]
    fn everything_is_required() {
        let errors = closure(&CloseIn::default(), date!(2026 - 11 - 24)).unwrap_err();
        assert_eq!(errors.0.len(), 4);
        assert_eq!(restore(&RestoreIn::default()).unwrap_err().0.len(), 3);
        assert_eq!(deletion(&DeletionIn::default()).unwrap_err().0.len(), 2);
        let long = RestoreIn {
            reason: "长".repeat(501),
            ..RestoreIn::default()
        };
        assert!(
            restore(&long)
                .unwrap_err()
                .at("/reason")
                .unwrap()
                .contains("500")
        );
    }
}
