//! Tabs of the work list.

use serde::{Deserialize, Serialize};

/// Tab of the work list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
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
    /// As users read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Submitted => "已提交",
            Self::Drafts => "未提交",
            Self::ToReview => "待审核",
            Self::Rejected => "被驳回",
        }
    }
}

wire_names!(Tab);
