use serde::{Deserialize, Serialize};

use super::{CurrentState, DecisionIn, OrgUnitRef, null_as_default};
use crate::error::ErrorCode;
use crate::form::Verdict;
use crate::status::Status;

/// One decision on many applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionsIn {
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
    /// What is decided: 1 to 200 reviews, each once.
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

/// One of the applications that are decided together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionItemIn {
    /// Key of the review.
    pub id: i64,
    /// The account's version that was read.
    pub version: i64,
}

/// What became of many applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionsOut {
    /// How many were decided.
    pub decided: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many the server did not come to, or failed at: the same call with the same key goes on
    /// with them.
    pub unfinished: usize,
    /// One by one, in the order of the request.
    pub results: Vec<DecisionResultOut>,
    /// How many reviews still wait for the caller.
    pub remaining: u64,
}

/// What became of one of many applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecisionResultOut {
    /// Key of the review.
    pub id: i64,
    /// Key of the account; `null` when the review was not found.
    pub account_id: Option<i64>,
    /// Name of the account; `null` when the review was not found.
    pub name: Option<String>,
    /// What became of it.
    pub outcome: DecisionOutcome,
    /// The account's status after the decision.
    pub status: Option<Status>,
    /// The account's version after the decision.
    pub version: Option<i64>,
    /// The account's identifier after the decision, once it has one.
    pub identifier: Option<String>,
    /// The office that has its turn after the decision.
    pub waiting_for: Option<OrgUnitRef>,
    /// Why it was not decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<ItemProblemOut>,
}

/// What became of one of many.
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

/// Why one of many was not done: what a call of its own would have been answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemProblemOut {
    /// The HTTP status that a call of its own would have had.
    pub status: u16,
    /// Stable code, for programs.
    pub code: ErrorCode,
    /// What happened and what to do next, in Chinese.
    pub detail: String,
    /// The present state, where the caller's was out of date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<CurrentState>,
}
