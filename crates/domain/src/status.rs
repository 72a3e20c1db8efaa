//! Statuses of an account, kinds and states of applications, verdicts.

use serde::{Deserialize, Serialize};

/// Status of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// 未提交
    Draft,
    /// 添加待审核
    AddPending,
    /// 添加被驳回
    AddRejected,
    /// 正常
    Normal,
    /// 修改待审核
    ModifyPending,
    /// 修改被驳回
    ModifyRejected,
    /// 关停待审核
    ClosePending,
    /// 关停被驳回
    CloseRejected,
    /// 关停
    Closed,
    /// 恢复待审核
    RestorePending,
    /// 恢复被驳回
    RestoreRejected,
    /// Abandoned or deleted: kept in the log, absent from all lists.
    #[serde(rename = "gone")]
    #[strum(serialize = "gone")]
    Deleted,
}

impl Status {
    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "未提交",
            Self::AddPending => "添加待审核",
            Self::AddRejected => "添加被驳回",
            Self::Normal => "正常",
            Self::ModifyPending => "修改待审核",
            Self::ModifyRejected => "修改被驳回",
            Self::ClosePending => "关停待审核",
            Self::CloseRejected => "关停被驳回",
            Self::Closed => "关停",
            Self::RestorePending => "恢复待审核",
            Self::RestoreRejected => "恢复被驳回",
            Self::Deleted => "已删除",
        }
    }

    /// Returns the kind of the application that waits for a decision.
    pub const fn pending(self) -> Option<ApplicationKind> {
        match self {
            Self::AddPending => Some(ApplicationKind::Add),
            Self::ModifyPending => Some(ApplicationKind::Modify),
            Self::ClosePending => Some(ApplicationKind::Close),
            Self::RestorePending => Some(ApplicationKind::Restore),
            _ => None,
        }
    }

    /// Returns the kind of the rejected application, which can be abandoned or resubmitted.
    pub const fn rejected(self) -> Option<ApplicationKind> {
        match self {
            Self::AddRejected => Some(ApplicationKind::Add),
            Self::ModifyRejected => Some(ApplicationKind::Modify),
            Self::CloseRejected => Some(ApplicationKind::Close),
            Self::RestoreRejected => Some(ApplicationKind::Restore),
            _ => None,
        }
    }

    /// Returns the kind of the current application, pending or rejected.
    pub const fn application(self) -> Option<ApplicationKind> {
        match self.pending() {
            Some(kind) => Some(kind),
            None => self.rejected(),
        }
    }

    /// Returns true if offices see the account in lists: every status except draft and deleted.
    pub const fn is_listed(self) -> bool {
        !matches!(self, Self::Draft | Self::Deleted)
    }

    /// Returns true if the account occupies its identity: every status except draft, closed and
    /// deleted.
    pub const fn is_living(self) -> bool {
        !matches!(self, Self::Draft | Self::Closed | Self::Deleted)
    }

    /// Returns true if the account is included in the account count of its reporting unit (DESIGN
    /// section 5, last point; manual, deletion of reporting units).
    pub const fn counts_for_unit(self) -> bool {
        self.is_living() && !matches!(self, Self::AddPending | Self::AddRejected)
    }
}

/// Kind of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum ApplicationKind {
    /// 添加
    Add,
    /// 修改
    Modify,
    /// 关停
    Close,
    /// 恢复
    Restore,
}

impl ApplicationKind {
    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Add => "添加",
            Self::Modify => "修改",
            Self::Close => "关停",
            Self::Restore => "恢复",
        }
    }

    /// Returns the status while the application waits for a decision.
    pub const fn pending(self) -> Status {
        match self {
            Self::Add => Status::AddPending,
            Self::Modify => Status::ModifyPending,
            Self::Close => Status::ClosePending,
            Self::Restore => Status::RestorePending,
        }
    }

    /// Returns the status after a rejection.
    pub const fn rejected(self) -> Status {
        match self {
            Self::Add => Status::AddRejected,
            Self::Modify => Status::ModifyRejected,
            Self::Close => Status::CloseRejected,
            Self::Restore => Status::RestoreRejected,
        }
    }

    /// Returns the status after a rejected application is abandoned.
    pub const fn abandoned(self) -> Status {
        match self {
            Self::Add => Status::Deleted,
            Self::Modify | Self::Close => Status::Normal,
            Self::Restore => Status::Closed,
        }
    }
}

/// State of an application.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    strum::EnumCount,
    strum::VariantArray,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[strum(serialize_all = "snake_case")]
pub enum ApplicationState {
    /// The application waits for a decision.
    Open,
    /// The office of the last step approved the application.
    Approved,
    /// An office rejected the application; the applicant can abandon or resubmit it.
    Rejected,
    /// The rejected application was replaced by a corrected one.
    Resubmitted,
    /// The applicant abandoned the rejected application.
    Abandoned,
    /// The account was deleted before a decision.
    Removed,
}

/// Verdict of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    /// 同意
    Approve,
    /// 驳回
    Reject,
}

wire_names!(Status, ApplicationKind, ApplicationState, Verdict);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_names_are_those_of_serde() {
        for status in Status::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
            assert_eq!(Status::from_wire(status.as_str()), Some(status));
        }
        for kind in ApplicationKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(ApplicationKind::from_wire(kind.as_str()), Some(kind));
            assert_eq!(kind.pending().pending(), Some(kind));
            assert_eq!(kind.rejected().rejected(), Some(kind));
        }
    }
}
