//! Statuses of an account and kinds of applications (DESIGN section 5).

use serde::{Deserialize, Serialize};

/// Status of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
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
    /// Abandoned or deleted: kept in the log, listed nowhere.
    Gone,
}

impl Status {
    /// Every status, in the order of an account's life.
    pub const ALL: [Self; 12] = [
        Self::Draft,
        Self::AddPending,
        Self::AddRejected,
        Self::Normal,
        Self::ModifyPending,
        Self::ModifyRejected,
        Self::ClosePending,
        Self::CloseRejected,
        Self::Closed,
        Self::RestorePending,
        Self::RestoreRejected,
        Self::Gone,
    ];

    /// As users read it.
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
            Self::Gone => "已删除",
        }
    }

    /// The name in bodies and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AddPending => "add_pending",
            Self::AddRejected => "add_rejected",
            Self::Normal => "normal",
            Self::ModifyPending => "modify_pending",
            Self::ModifyRejected => "modify_rejected",
            Self::ClosePending => "close_pending",
            Self::CloseRejected => "close_rejected",
            Self::Closed => "closed",
            Self::RestorePending => "restore_pending",
            Self::RestoreRejected => "restore_rejected",
            Self::Gone => "gone",
        }
    }

    /// The status with this wire name.
    pub fn from_wire(wire: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == wire)
    }

    /// The application that waits for a decision, if one does.
    pub const fn pending(self) -> Option<ApplicationKind> {
        match self {
            Self::AddPending => Some(ApplicationKind::Add),
            Self::ModifyPending => Some(ApplicationKind::Modify),
            Self::ClosePending => Some(ApplicationKind::Close),
            Self::RestorePending => Some(ApplicationKind::Restore),
            _ => None,
        }
    }

    /// The application that was rejected and waits to be abandoned or resubmitted.
    pub const fn rejected(self) -> Option<ApplicationKind> {
        match self {
            Self::AddRejected => Some(ApplicationKind::Add),
            Self::ModifyRejected => Some(ApplicationKind::Modify),
            Self::CloseRejected => Some(ApplicationKind::Close),
            Self::RestoreRejected => Some(ApplicationKind::Restore),
            _ => None,
        }
    }

    /// The application that the account has, waiting or rejected.
    pub const fn application(self) -> Option<ApplicationKind> {
        match self.pending() {
            Some(kind) => Some(kind),
            None => self.rejected(),
        }
    }

    /// Whether offices see the account in lists: drafts are the unit's own, what is gone is nowhere.
    pub const fn is_listed(self) -> bool {
        !matches!(self, Self::Draft | Self::Gone)
    }

    /// Whether the account's identity is taken: all but drafts, closed and deleted ones.
    pub const fn is_living(self) -> bool {
        !matches!(self, Self::Draft | Self::Closed | Self::Gone)
    }

    /// Whether it counts into the account count of its reporting unit (DESIGN section 5, last
    /// point; manual, deletion of reporting units).
    pub const fn counts_for_unit(self) -> bool {
        self.is_living() && !matches!(self, Self::AddPending | Self::AddRejected)
    }
}

/// What an application asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
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
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Add, Self::Modify, Self::Close, Self::Restore];

    /// As users read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Add => "添加",
            Self::Modify => "修改",
            Self::Close => "关停",
            Self::Restore => "恢复",
        }
    }

    /// The name in bodies and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Modify => "modify",
            Self::Close => "close",
            Self::Restore => "restore",
        }
    }

    /// The kind with this wire name.
    pub fn from_wire(wire: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == wire)
    }

    /// The status while the application waits.
    pub const fn pending(self) -> Status {
        match self {
            Self::Add => Status::AddPending,
            Self::Modify => Status::ModifyPending,
            Self::Close => Status::ClosePending,
            Self::Restore => Status::RestorePending,
        }
    }

    /// The status after a rejection.
    pub const fn rejected(self) -> Status {
        match self {
            Self::Add => Status::AddRejected,
            Self::Modify => Status::ModifyRejected,
            Self::Close => Status::CloseRejected,
            Self::Restore => Status::RestoreRejected,
        }
    }

    /// Where a rejected application leads when it is abandoned.
    pub const fn abandoned(self) -> Status {
        match self {
            Self::Add => Status::Gone,
            Self::Modify | Self::Close => Status::Normal,
            Self::Restore => Status::Closed,
        }
    }
}

/// Stage of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApplicationState {
    /// It waits for a decision.
    Open,
    /// The last office approved it.
    Approved,
    /// An office rejected it, and the applicant has not reacted yet.
    Rejected,
    /// It was rejected, and a corrected one took its place.
    Resubmitted,
    /// It was rejected, and the applicant abandoned it.
    Abandoned,
    /// The account was deleted before a decision.
    Removed,
}

impl ApplicationState {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Resubmitted => "resubmitted",
            Self::Abandoned => "abandoned",
            Self::Removed => "removed",
        }
    }
}

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
