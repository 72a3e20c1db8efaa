use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{AccountOut, OrgUnitRef, null_as_default};
use crate::diff::FieldChange;
use crate::event::EventDetails;
use crate::form::Verdict;
use crate::status::{ApplicationKind, Status};
use crate::workflow::Action;

/// A decision on an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionIn {
    /// Approve or reject.
    pub decision: Verdict,
    /// Why; required on a rejection, at most 300 characters.
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
    /// The account's version that was read.
    pub version: i64,
}

/// What became of the account after a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionOut {
    /// Key of the account.
    pub account_id: i64,
    /// Its status now.
    pub status: Status,
    /// Its version now.
    pub version: i64,
    /// The identifier, once it has one.
    pub identifier: Option<String>,
    /// The office that has its turn now.
    pub waiting_for: Option<OrgUnitRef>,
    /// What the caller can do with it now.
    pub allowed_actions: Vec<Action>,
    /// Key of the next review in the caller's queue, oldest first.
    pub next_review_id: Option<i64>,
    /// How many reviews still wait for the caller.
    pub remaining: u64,
}

/// A row of the review queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewItemOut {
    /// Key of the review.
    pub id: i64,
    /// What is asked for.
    pub kind: ApplicationKind,
    /// The account.
    pub account: AccountOut,
    /// When the application was handed in (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub applied_at: OffsetDateTime,
}

/// A review: one application with everything that a reviewer needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewOut {
    /// Key of the review.
    pub id: i64,
    /// Key of the account.
    pub account_id: i64,
    /// What is asked for.
    pub kind: ApplicationKind,
    /// The account, with warnings.
    pub account: AccountOut,
    /// What a modification changes, field by field.
    pub changes: Vec<FieldChange>,
    /// What the applicant entered besides (closure, restore).
    pub form: EventDetails,
    /// The decisions given so far on this account's applications, oldest first.
    pub decisions: Vec<PastDecisionOut>,
    /// The account's version, to be sent with the decision.
    pub version: i64,
    /// Whether the application still waits for a decision.
    pub open: bool,
    /// When it was handed in (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub applied_at: OffsetDateTime,
    /// Place in the caller's queue, oldest first, from 1; `null` when it is not the caller's turn.
    pub position: Option<u64>,
    /// How many reviews wait for the caller.
    pub queue_length: u64,
    /// The reviews before and after it in the queue.
    pub previous_review_id: Option<i64>,
    /// The review after it in the queue.
    pub next_review_id: Option<i64>,
}

/// A decision that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastDecisionOut {
    /// The application it was given on.
    pub review_id: i64,
    /// What that asked for.
    pub kind: ApplicationKind,
    /// The office that decided.
    pub org_unit: OrgUnitRef,
    /// Approve or reject.
    pub decision: Verdict,
    /// Reason; empty where none was given.
    pub reason: String,
    /// Name of the reviewer.
    pub reviewer_name: String,
    /// Phone of the reviewer.
    pub reviewer_phone: String,
    /// When (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub decided_at: OffsetDateTime,
}

/// The rejection that its applicant has to handle.
pub type RejectionOut = PastDecisionOut;
