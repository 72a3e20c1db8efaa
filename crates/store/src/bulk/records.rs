//! What a fill is given, account by account.

use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::form::Verdict;
use nmrs_domain::ids::{OrgUnitId, UserId};
use nmrs_domain::status::{ApplicationKind, Status};
use nmrs_domain::wire::AccountIn;
use time::OffsetDateTime;

use crate::accounts::{Moments, Registered, Step};
use crate::applications::State;

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
    pub state: State,
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
    /// Approve or reject.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// The person.
    pub reviewer_name: String,
    /// The person's phone.
    pub reviewer_phone: String,
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
