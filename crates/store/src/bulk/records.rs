//! What a fill is given, account by account.

use nmrs_domain::actor::Actor;
use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::form::Decision;
use nmrs_domain::ids::{OrgUnitId, UserId};
use nmrs_domain::status::{ApplicationKind, ApplicationState, Status};
use nmrs_domain::wire::AccountIn;
use nmrs_domain::workflow::Record;
use time::OffsetDateTime;

use crate::accounts::{Moments, Registered, Step};

/// An account with everything that belongs to it.
#[derive(Debug)]
pub struct BulkAccount {
    /// What is registered.
    pub registered: Registered,
    /// Where it stands. Its application is the last of `applications`, if it has an open one or
    /// one that was rejected.
    pub step: Step,
    /// Version.
    pub version: i64,
    /// Its times.
    pub moments: Moments,
    /// Its applications, oldest first.
    pub applications: Vec<BulkApplication>,
    /// Its log, oldest first.
    pub events: Vec<BulkEvent>,
}

/// An application of a [`BulkAccount`].
#[derive(Debug)]
pub struct BulkApplication {
    /// What is asked for.
    pub kind: ApplicationKind,
    /// What became of it.
    pub state: ApplicationState,
    /// What was entered.
    pub form: EventDetails,
    /// What a modification asks for.
    pub requested: Option<AccountIn>,
    /// When.
    pub applied_at: OffsetDateTime,
    /// By whom.
    pub applied_by: UserId,
    /// When it was decided for good.
    pub closed_at: Option<OffsetDateTime>,
    /// The decisions.
    pub reviews: Vec<BulkReview>,
}

/// A decision on a [`BulkApplication`].
#[derive(Debug)]
pub struct BulkReview {
    /// The office.
    pub org_unit: OrgUnitId,
    /// Its user.
    pub user: UserId,
    /// The decision.
    pub decision: Decision,
    /// When.
    pub at: OffsetDateTime,
}

/// A line of the log of a [`BulkAccount`].
#[derive(Debug)]
pub struct BulkEvent {
    /// Code of who did it.
    pub actor_code: String,
    /// Name of who did it.
    pub actor_name: String,
    /// What.
    pub kind: EventKind,
    /// Status before.
    pub from: Option<Status>,
    /// Status after.
    pub to: Status,
    /// What was entered.
    pub details: EventDetails,
    /// When.
    pub at: OffsetDateTime,
}

impl BulkEvent {
    /// The event of a record.
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
