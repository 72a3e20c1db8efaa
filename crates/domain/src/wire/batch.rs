use serde::{Deserialize, Serialize};

use super::{CurrentState, DecisionIn, OrgUnitRef, null_as_default};
use crate::error::ErrorCode;
use crate::status::Status;
use crate::status::Verdict;

/// One decision for many reviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionsIn {
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
    /// Reviews, 1 to 200, each once.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub items: Vec<DecisionItemIn>,
}

impl DecisionsIn {
    /// Returns the decision in the form for a single review.
    pub fn one(&self, version: i64) -> DecisionIn {
        DecisionIn {
            decision: self.decision,
            reason: self.reason.clone(),
            reviewer_name: self.reviewer_name.clone(),
            reviewer_phone: self.reviewer_phone.clone(),
            version,
        }
    }
}

/// One review of a batch of decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionItemIn {
    /// Id of the review.
    pub id: i64,
    /// Version of the account, as last read.
    pub version: i64,
}

/// Results of a batch of decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionsOut {
    /// Number of decided reviews.
    pub decided: usize,
    /// Number of refused reviews.
    pub refused: usize,
    /// Number of reviews that were not processed or failed; a repeated call with the same
    /// idempotency key continues with them.
    pub unfinished: usize,
    /// Results in the order of the request.
    pub results: Vec<DecisionResultOut>,
    /// Number of reviews that wait for the caller.
    pub remaining: u64,
}

/// Result of one review of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionResultOut {
    /// Id of the review.
    pub id: i64,
    /// Id of the account; `null` if the review was not found.
    pub account_id: Option<i64>,
    /// Name of the account; `null` if the review was not found.
    pub name: Option<String>,
    /// Outcome.
    pub outcome: DecisionOutcome,
    /// The account's status after the decision.
    pub status: Option<Status>,
    /// Version of the account after the decision.
    pub version: Option<i64>,
    /// Identifier of the account after the decision, if assigned.
    pub identifier: Option<String>,
    /// Office that reviews next.
    pub waiting_for: Option<OrgUnitRef>,
    /// Reason why the review was not decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<ItemProblemOut>,
}

/// Outcome of one review of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecisionOutcome {
    /// The review was decided.
    Decided,
    /// The review was refused; a repeated call would be refused as well.
    Refused,
    /// The review was not processed or failed; a repeated call with the same idempotency key
    /// continues with it.
    Unfinished,
}

/// Problem of one review: the same as in the answer to a single call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemProblemOut {
    /// HTTP status of the answer to a single call.
    pub status: u16,
    /// Stable code, for programs.
    pub code: ErrorCode,
    /// The problem and the next step for the user, in Chinese.
    pub detail: String,
    /// Current state of the account, if the caller's version was out of date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<CurrentState>,
}
