//! The acting user, with the unit, level and role that decide permissions.

use serde::{Deserialize, Serialize};

use crate::values::ids::{OrgUnitId, ReportingUnitId, UserId};

/// Level of an organizing unit: 0 the central office, 1 province or department, 2 city, 3 county.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[derive(strum::EnumCount, strum::VariantArray)]
pub enum Level {
    /// 国务院办公厅
    Central,
    /// 省、国务院部门
    First,
    /// 市、省级垂直管理机构
    Second,
    /// 县、地市级及以下垂直管理机构
    Third,
}

impl Level {
    /// Returns the next lower level; `None` for level 3, the lowest.
    pub const fn below(self) -> Option<Self> {
        match self {
            Self::Central => Some(Self::First),
            Self::First => Some(Self::Second),
            Self::Second => Some(Self::Third),
            Self::Third => None,
        }
    }
}

/// Error for a level outside 0 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("组织单位层级为 0 至 3")]
pub struct LevelError;

impl TryFrom<u8> for Level {
    type Error = LevelError;
    fn try_from(level: u8) -> Result<Self, LevelError> {
        Self::ALL.get(usize::from(level)).copied().ok_or(LevelError)
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level as Self
    }
}

/// Branch of the tree of organizing units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Branch {
    /// The central office, which is the root of the tree.
    Central,
    /// 地方
    Local,
    /// 部委
    Ministry,
}

/// Role chosen at sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum SignInRole {
    /// 组织单位
    Organizing,
    /// 填报单位
    Reporting,
}

impl SignInRole {
    /// Returns the Chinese label shown to users.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Organizing => "组织单位",
            Self::Reporting => "填报单位",
        }
    }
}

/// Role for permission checks: a column of the table in [`crate::permission`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray)]
pub enum Role {
    /// A reporting unit.
    Reporting,
    /// An organizing unit of level 3.
    Level3,
    /// An organizing unit of level 2.
    Level2,
    /// An organizing unit of level 1.
    Level1,
    /// The central office.
    Central,
}

/// Acting unit, with the keys that decide its scope of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Reporting unit; its scope is the accounts of the unit.
    Reporting {
        /// Key of the reporting unit.
        unit: ReportingUnitId,
        /// Key of the organizing unit that the reporting unit belongs to.
        org_unit: OrgUnitId,
    },
    /// Organizing unit; its scope is the unit and all units below the unit.
    Organizing {
        /// Key of the organizing unit.
        org_unit: OrgUnitId,
        /// Level of the organizing unit.
        level: Level,
    },
}

/// Signed-in user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Key of the user.
    pub user: UserId,
    /// Unit of the user.
    pub party: Party,
    /// Code of the unit, equal to the user name; recorded in the log.
    pub code: String,
    /// Current name of the unit; recorded in the log.
    pub name: String,
}

impl Party {
    /// Returns the role for permission checks.
    pub const fn role(self) -> Role {
        match self {
            Self::Reporting { .. } => Role::Reporting,
            Self::Organizing {
                level: Level::Central,
                ..
            } => Role::Central,
            Self::Organizing {
                level: Level::First,
                ..
            } => Role::Level1,
            Self::Organizing {
                level: Level::Second,
                ..
            } => Role::Level2,
            Self::Organizing {
                level: Level::Third,
                ..
            } => Role::Level3,
        }
    }

    /// Returns the sign-in role of the unit.
    pub const fn sign_in_role(self) -> SignInRole {
        match self {
            Self::Reporting { .. } => SignInRole::Reporting,
            Self::Organizing { .. } => SignInRole::Organizing,
        }
    }
}

impl Actor {
    /// Returns the role for permission checks.
    pub const fn role(&self) -> Role {
        self.party.role()
    }
}

variants!(Level, Role);
wire_names!(Branch, SignInRole);
