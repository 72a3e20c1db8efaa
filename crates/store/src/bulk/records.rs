//! The input of bulk writes: accounts with everything that belongs to them.

use nmrs_domain::actor::Actor;
use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::status::{ApplicationKind, ApplicationState, Status};
use nmrs_domain::values::identifiers::ReportingUnitCode;
use nmrs_domain::values::ids::{OrgUnitId, ReportingUnitId, UserId};
use nmrs_domain::wire::AccountIn;
use nmrs_domain::workflow::Decision;
use nmrs_domain::workflow::{Record, ReviewChain};
use time::OffsetDateTime;

use crate::accounts::{RegisteredFields, Timestamps, WorkflowState};

/// An account with its applications and its log.
#[derive(Debug)]
pub struct BulkAccount {
    /// The fields in force, or those of the draft.
    pub registered: RegisteredFields,
    /// The position in the workflow. Its `application` is ignored: the last of `applications` is used
    /// if it is open or rejected.
    pub workflow: WorkflowState,
    /// Version for optimistic locking.
    pub version: i64,
    /// Times of creation and last update.
    pub timestamps: Timestamps,
    /// Applications, oldest first.
    pub applications: Vec<BulkApplication>,
    /// Events of the log, oldest first.
    pub events: Vec<BulkEvent>,
}

/// An application of a [`BulkAccount`].
#[derive(Debug)]
pub struct BulkApplication {
    /// The kind of application.
    pub kind: ApplicationKind,
    /// The current state.
    pub state: ApplicationState,
    /// The content of the application, as in the log.
    pub form: EventDetails,
    /// The requested fields of a modification.
    pub requested: Option<AccountIn>,
    /// Time of the application.
    pub applied_at: OffsetDateTime,
    /// The user who applied.
    pub applied_by: UserId,
    /// Time of the final decision.
    pub closed_at: Option<OffsetDateTime>,
    /// Decisions, oldest first.
    pub reviews: Vec<BulkReview>,
}

/// A decision on a [`BulkApplication`].
#[derive(Debug)]
pub struct BulkReview {
    /// The org unit that decided.
    pub org_unit: OrgUnitId,
    /// The user of the org unit.
    pub user: UserId,
    /// The decision.
    pub decision: Decision,
    /// Time of the decision.
    pub at: OffsetDateTime,
}

/// An event of a [`BulkAccount`].
#[derive(Debug)]
pub struct BulkEvent {
    /// Code of the acting user.
    pub actor_code: String,
    /// Name of the unit of the acting user.
    pub actor_name: String,
    /// The kind of event.
    pub kind: EventKind,
    /// Status before the event; `None` for the first.
    pub from: Option<Status>,
    /// Status after the event.
    pub to: Status,
    /// The entered details.
    pub details: EventDetails,
    /// Time of the event.
    pub at: OffsetDateTime,
}

impl BulkEvent {
    /// Returns the event of a record.
    pub fn new(actor: &Actor, record: Record, at: OffsetDateTime) -> Self {
        Self {
            actor_code: actor.code.clone(),
            actor_name: actor.name.clone(),
            kind: record.event,
            from: record.from,
            to: record.state.status,
            details: record.details,
            at,
        }
    }
}

/// A reporting unit that a [`super::BulkLoader`] added.
#[derive(Debug, Clone)]
pub struct LoadedUnit {
    /// Primary key.
    pub id: ReportingUnitId,
    /// Code, which is also the user name.
    pub code: ReportingUnitCode,
    /// Full name.
    pub name: String,
    /// The org units above the unit.
    pub chain: ReviewChain,
    /// The user of the unit.
    pub user: UserId,
}
