use serde::{Deserialize, Serialize};

use crate::error::{ErrorCode, FieldError};
use crate::status::Status;

/// Why a call was refused (RFC 9457, `application/problem+json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI reference of the kind of problem: `/problems/<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short summary of the kind of problem, in Chinese.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable code, for programs.
    pub code: ErrorCode,
    /// What happened and what to do next, in Chinese.
    pub detail: String,
    /// The request id, to be named to support.
    pub request_id: String,
    /// The fields concerned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The present state, where the caller's was out of date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<CurrentState>,
    /// Seconds until a new try makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
}

/// The present state of an account that changed meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CurrentState {
    /// Its status now.
    pub status: Status,
    /// Its version now.
    pub version: i64,
}
