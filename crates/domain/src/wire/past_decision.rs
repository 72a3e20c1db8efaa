use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::OrgUnitRef;
use crate::status::{ApplicationKind, Verdict};

/// An earlier decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastDecisionOut {
    /// Id of the decided review.
    pub review_id: i64,
    /// Kind of the application.
    pub kind: ApplicationKind,
    /// Office that decided.
    pub org_unit: OrgUnitRef,
    /// Approve or reject.
    pub decision: Verdict,
    /// Reason; may be empty.
    pub reason: String,
    /// Name of the reviewer.
    pub reviewer_name: String,
    /// Phone of the reviewer.
    pub reviewer_phone: String,
    /// Time (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub decided_at: OffsetDateTime,
}

/// Rejection of the current application, which the applicant can abandon or resubmit.
pub type RejectionOut = PastDecisionOut;
