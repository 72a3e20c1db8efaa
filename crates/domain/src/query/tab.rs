//! Tabs of the work list.

use serde::{Deserialize, Serialize};

/// Tab of the work list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// 已提交: all but drafts.
    #[default]
    Submitted,
    /// 未提交: drafts.
    Drafts,
    /// 待审核: waiting for the caller's decision.
    ToReview,
    /// 被驳回: rejected and the caller's to handle.
    Rejected,
}

impl Tab {
    /// The name in queries.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Drafts => "drafts",
            Self::ToReview => "to_review",
            Self::Rejected => "rejected",
        }
    }

    /// As users read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Submitted => "已提交",
            Self::Drafts => "未提交",
            Self::ToReview => "待审核",
            Self::Rejected => "被驳回",
        }
    }

    /// The tab with this wire name.
    pub fn from_wire(wire: &str) -> Option<Self> {
        [
            Self::Submitted,
            Self::Drafts,
            Self::ToReview,
            Self::Rejected,
        ]
        .into_iter()
        .find(|t| t.as_str() == wire)
    }
}
