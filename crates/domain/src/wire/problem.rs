use serde::{Deserialize, Serialize};

use crate::error::{ErrorCode, FieldError};
use crate::status::Status;

/// A problem (RFC 9457, `application/problem+json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// URI reference of the problem type: `/problems/<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short title of the problem, in Chinese.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// Stable code, for programs.
    pub code: ErrorCode,
    /// The problem and the next step for the user, in Chinese.
    pub detail: String,
    /// Request id, for support.
    pub request_id: String,
    /// Refused fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Current state of the account, if the caller's version was out of date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<CurrentState>,
    /// Seconds until a retry makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
}

/// Current state of an account that was changed by another call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CurrentState {
    /// Current status.
    pub status: Status,
    /// Current version.
    pub version: i64,
}
