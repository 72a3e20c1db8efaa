use serde::{Deserialize, Serialize};

use super::{CurrentState, DecisionIn, OrgUnitRef, null_as_default};
use crate::error::ErrorCode;
use crate::form::Verdict;
use crate::status::Status;

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
    /// 1 to 200 reviews, each once.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub items: Vec<DecisionItemIn>,
}

impl DecisionsIn {
    /// The decision as it would be sent for one of its reviews.
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
    /// Number of reviews that were not reached or failed; the same call with the same key continues
    /// with them.
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
    /// The office that has its turn after the decision.
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
    /// It was decided.
    Decided,
    /// It was refused; sent again, it would be refused again.
    Refused,
    /// It was not come to, or failed; the same call with the same key goes on with it.
    Unfinished,
}

/// Problem of one review: the answer that a single call would have got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemProblemOut {
    /// HTTP status that a single call would have got.
    pub status: u16,
    /// Stable code, for programs.
    pub code: ErrorCode,
    /// The problem and the next step for the user, in Chinese.
    pub detail: String,
    /// The present state, where the caller's was out of date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<CurrentState>,
}
