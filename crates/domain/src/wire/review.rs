use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{AccountOut, OrgUnitRef, PastDecisionOut, null_as_default};
use crate::diff::FieldChange;
use crate::event::EventDetails;
use crate::status::Verdict;
use crate::status::{ApplicationKind, Status};
use crate::workflow::Action;

/// A decision on an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionIn {
    /// Approve or reject.
    pub decision: Verdict,
    /// Reason, at most 300 characters; required for a rejection.
    #[serde(default, deserialize_with = "null_as_default")]
    pub reason: String,
    /// Name of the reviewer, at most 30 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "李审核"))]
    pub reviewer_name: String,
    /// Phone of the reviewer: mobile, or landline with area code.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "010-35001121"))]
    pub reviewer_phone: String,
    /// Version of the account, as last read.
    pub version: i64,
}

/// State of the account after a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionOut {
    /// Id of the account.
    pub account_id: i64,
    /// Current status.
    pub status: Status,
    /// Current version.
    pub version: i64,
    /// Identifier, if assigned.
    pub identifier: Option<String>,
    /// Office that reviews next.
    pub waiting_for: Option<OrgUnitRef>,
    /// Actions that are allowed for the caller now.
    pub allowed_actions: Vec<Action>,
    /// Id of the next review in the caller's queue, oldest first.
    pub next_review_id: Option<i64>,
    /// Number of reviews that wait for the caller.
    pub remaining: u64,
}

/// A row of the review queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewItemOut {
    /// Id of the review.
    pub id: i64,
    /// Kind of the application.
    pub kind: ApplicationKind,
    /// The account.
    pub account: AccountOut,
    /// Time of the application (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub applied_at: OffsetDateTime,
}

/// A review: an application with the data for its decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewOut {
    /// Id of the review.
    pub id: i64,
    /// Id of the account.
    pub account_id: i64,
    /// Kind of the application.
    pub kind: ApplicationKind,
    /// The account, with warnings.
    pub account: AccountOut,
    /// Changed fields of a modification.
    pub changes: Vec<FieldChange>,
    /// Form of the applicant (closure, restoration).
    pub form: EventDetails,
    /// Earlier decisions on applications of the account, oldest first.
    pub decisions: Vec<PastDecisionOut>,
    /// Version of the account, required by the decision.
    pub version: i64,
    /// True if the application waits for a decision.
    pub open: bool,
    /// Time of the application (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub applied_at: OffsetDateTime,
    /// Position in the caller's queue, oldest first, from 1; `null` if another office decides.
    pub position: Option<u64>,
    /// Number of reviews that wait for the caller.
    pub queue_length: u64,
    /// Id of the previous review in the queue.
    pub previous_review_id: Option<i64>,
    /// Id of the next review in the queue.
    pub next_review_id: Option<i64>,
}
