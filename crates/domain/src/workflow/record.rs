//! Record of a transition: the data that it writes in addition to the fields of the account.
//!
//! [`decide`](super::decide) permits a transition; [`record`] determines the data to write. The
//! server applies a record to one account, a spreadsheet import inserts many records, and the demo
//! data collects them: none of these contains rules.

use super::{AccountState, Effect, Refusal, Transition};
use crate::account::DraftFields;
use crate::actor::{Actor, Party};
use crate::diff;
use crate::event::{EventDetails, EventKind};
use crate::status::{ApplicationKind, ApplicationState, Status, Verdict};
use crate::values::ids::OrgUnitId;
use crate::values::phone::Phone;

/// A decision and the reviewer responsible for it. A decision cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Approve or reject.
    pub verdict: Verdict,
    /// Reason of a rejection, or optional remark on an approval.
    pub reason: Option<String>,
    /// Name of the reviewer.
    pub reviewer_name: String,
    /// Phone of the reviewer.
    pub reviewer_phone: Phone,
}

/// Input of [`record`]: the data of a transition that the rules do not depend on.
#[derive(Debug, Default)]
pub struct RecordInput<'a> {
    /// Texts that the actor entered.
    pub details: EventDetails,
    /// Fields of an addition, which its event lists; `None` leaves the list out.
    pub fields: Option<EnteredFields<'a>>,
    /// Decision of an approval or a rejection.
    pub decision: Option<&'a Decision>,
    /// Identifier drawn for [`Effect::Register`].
    pub identifier: Option<String>,
}

/// Fields of an account before and after an entry.
#[derive(Debug, Clone, Copy)]
pub struct EnteredFields<'a> {
    /// Fields that are stored now.
    pub stored: &'a DraftFields,
    /// Fields that are stored afterwards.
    pub new: &'a DraftFields,
}

/// Data that a transition writes in addition to the fields of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// State of the account afterwards.
    pub state: AccountState,
    /// Change of the application that the account has: state before and after.
    pub application: Option<(ApplicationState, ApplicationState)>,
    /// Kind of the application to open.
    pub opened: Option<ApplicationKind>,
    /// Decision to store, with the office that gave it.
    pub review: Option<(OrgUnitId, Decision)>,
    /// Kind of the event.
    pub event: EventKind,
    /// Status before; `None` for an account that is new.
    pub from: Option<Status>,
    /// Content of the event, which is also the form of an application that is opened.
    pub details: EventDetails,
}

impl Record {
    /// Returns true if the account keeps the application that it has.
    pub const fn keeps_application(&self) -> bool {
        self.state.status.application().is_some() && self.opened.is_none()
    }
}

/// Returns the record of a permitted transition.
///
/// # Errors
/// [`Refusal::Forbidden`] for a decision that no office gives.
pub fn record(
    account: &AccountState,
    actor: &Actor,
    transition: &Transition,
    input: RecordInput<'_>,
) -> Result<Record, Refusal> {
    let RecordInput {
        mut details,
        fields,
        decision,
        identifier,
    } = input;
    let before = transition.from.application();
    let opened = match transition.effect {
        Effect::Open(kind) => Some(kind),
        _ => None,
    };
    let resubmitted = transition.from.rejected().is_some();
    details.application = opened.or(before).or(details.application);
    if let (Some(ApplicationKind::Add), Some(EnteredFields { stored, new })) = (opened, fields) {
        // A corrected addition lists what was corrected, a first one everything.
        details.changes = diff::between(resubmitted.then_some(stored), new);
    }
    if transition.effect == Effect::Register {
        details.identifier = identifier;
    }
    let review = match decision {
        None => None,
        Some(decision) => {
            let Party::Organizing { org_unit, .. } = actor.party else {
                return Err(Refusal::Forbidden);
            };
            details.verdict = Some(decision.verdict);
            details.reason.clone_from(&decision.reason);
            details.person = Some(decision.reviewer_name.clone());
            details.phone = Some(decision.reviewer_phone.as_str().to_owned());
            Some((org_unit, decision.clone()))
        }
    };
    Ok(Record {
        state: account.after(transition),
        application: before.and_then(|_| application_change(transition)),
        opened,
        review,
        event: event_kind(transition),
        from: Some(transition.from),
        details,
    })
}

/// Returns the record of an account that is stored for the first time, as a draft.
pub fn record_draft(account: &AccountState) -> Record {
    Record {
        state: account.clone(),
        application: None,
        opened: None,
        review: None,
        event: EventKind::Drafted,
        from: None,
        details: EventDetails::default(),
    }
}

fn application_change(transition: &Transition) -> Option<(ApplicationState, ApplicationState)> {
    let to = match transition.effect {
        Effect::Store | Effect::Advance => return None,
        Effect::Reject => ApplicationState::Rejected,
        Effect::Open(_) => ApplicationState::Resubmitted,
        Effect::Register | Effect::ApplyChanges | Effect::Close | Effect::Restore => {
            ApplicationState::Approved
        }
        Effect::Abandon => ApplicationState::Abandoned,
        Effect::Remove => ApplicationState::Removed,
    };
    let from = if transition.from.pending().is_some() {
        ApplicationState::Open
    } else {
        ApplicationState::Rejected
    };
    Some((from, to))
}

fn event_kind(transition: &Transition) -> EventKind {
    match transition.effect {
        Effect::Store => EventKind::Edited,
        Effect::Open(_) if transition.from.rejected().is_some() => EventKind::Resubmitted,
        Effect::Open(_) => EventKind::Applied,
        Effect::Advance => EventKind::Advanced,
        Effect::Register | Effect::ApplyChanges | Effect::Close | Effect::Restore => {
            EventKind::Approved
        }
        Effect::Reject => EventKind::Rejected,
        Effect::Abandon => EventKind::Abandoned,
        Effect::Remove if transition.from == Status::Draft => EventKind::Discarded,
        Effect::Remove => EventKind::Deleted,
    }
}
