//! Tabs of the work list.

use serde::{Deserialize, Serialize};

/// Tab of the work list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Tab {
    /// 已提交: all accounts except drafts.
    #[default]
    Submitted,
    /// 未提交: drafts.
    Drafts,
    /// 待审核: waiting for the caller's decision.
    ToReview,
    /// 被驳回: rejected applications that the caller can abandon or resubmit.
    Rejected,
}

impl Tab {
    /// Returns the Chinese label.
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
