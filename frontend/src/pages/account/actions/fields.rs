use leptos::prelude::*;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::event::EventDetails;
use nmrs_domain::form;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{CloseIn, RestoreIn, ResubmitIn};
use time::Date;

/// Fields of an application to close or to restore.
#[derive(Clone, Copy)]
pub(super) struct ApplicationFields {
    pub(super) name: RwSignal<String>,
    pub(super) phone: RwSignal<String>,
    /// Cancellation date; only for a closure.
    pub(super) day: RwSignal<String>,
    /// Details of a closure, or reason of a restore.
    pub(super) text: RwSignal<String>,
}

impl ApplicationFields {
    pub(super) fn new(kind: ApplicationKind, last: EventDetails) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        Self {
            name: text(last.person),
            phone: text(last.phone),
            day: text(last.cancelled_on),
            text: text(if kind == ApplicationKind::Restore {
                last.reason
            } else {
                last.explanation
            }),
        }
    }

    /// Reactive.
    pub(super) fn input(self, kind: ApplicationKind, version: i64) -> ResubmitIn {
        let (applicant_name, applicant_phone) = (self.name.get(), self.phone.get());
        if kind == ApplicationKind::Restore {
            ResubmitIn::Restore(RestoreIn {
                applicant_name,
                applicant_phone,
                reason: self.text.get(),
                version,
            })
        } else {
            ResubmitIn::Close(CloseIn {
                applicant_name,
                applicant_phone,
                cancelled_on: self.day.get(),
                details: self.text.get(),
                version,
            })
        }
    }
}

pub(super) fn errors(input: &ResubmitIn, today: Date) -> FieldErrors {
    let checked = match input {
        ResubmitIn::Close(close) => form::closure(close, today).map(|_| ()),
        ResubmitIn::Restore(restore) => form::restore(restore).map(|_| ()),
        // Accounts are checked by their form.
        ResubmitIn::Account(_) => Ok(()),
    };
    checked.err().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn the_last_application_is_filled_in_and_valid() {
        let last = EventDetails {
            person: Some("王申请".into()),
            phone: Some("13800001111".into()),
            cancelled_on: Some("2026-11-01".into()),
            reason: Some("恢复更新".into()),
            explanation: Some("已注销".into()),
            ..EventDetails::default()
        };
        let owner = Owner::new();
        owner.with(|| {
            for kind in [ApplicationKind::Close, ApplicationKind::Restore] {
                let fields = ApplicationFields::new(kind, last.clone());
                let input = untrack(|| fields.input(kind, 7));
                assert_eq!(errors(&input, date!(2026 - 11 - 24)).0, []);
                match input {
                    ResubmitIn::Close(close) => {
                        assert_eq!((close.details.as_str(), close.version), ("已注销", 7));
                    }
                    ResubmitIn::Restore(restore) => assert_eq!(restore.reason, "恢复更新"),
                    ResubmitIn::Account(_) => unreachable!("no account was entered"),
                }
                let nothing = ApplicationFields::new(kind, EventDetails::default());
                let input = untrack(|| nothing.input(kind, 7));
                assert!(!errors(&input, date!(2026 - 11 - 24)).is_empty());
            }
        });
    }
}
