//! Who is acting, and in which role.

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
    /// The level below, if units there may exist.
    pub const fn below(self) -> Option<Self> {
        match self {
            Self::Central => Some(Self::First),
            Self::First => Some(Self::Second),
            Self::Second => Some(Self::Third),
            Self::Third => None,
        }
    }
}

/// A level outside 0 to 3.
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
    /// Only the central office.
    Central,
    /// 地方
    Local,
    /// 部委
    Ministry,
}

/// The role chosen at sign-in.
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
    /// As users read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Organizing => "组织单位",
            Self::Reporting => "填报单位",
        }
    }
}

/// The columns of the permission table (DESIGN section 3).
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

/// The unit that acts, with what decides its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// A reporting unit: sees and handles its own accounts.
    Reporting {
        /// The unit.
        unit: ReportingUnitId,
        /// The org unit it belongs to.
        org_unit: OrgUnitId,
    },
    /// An organizing unit: sees itself and everything below.
    Organizing {
        /// The org unit.
        org_unit: OrgUnitId,
        /// Its level.
        level: Level,
    },
}

/// A signed-in user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The user.
    pub user: UserId,
    /// The unit it acts for.
    pub party: Party,
    /// The unit's code, which is the user name; written into the log.
    pub code: String,
    /// The unit's name at this moment; written into the log.
    pub name: String,
}

impl Party {
    /// The column of the permission table.
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

    /// The role it signs in with.
    pub const fn sign_in_role(self) -> SignInRole {
        match self {
            Self::Reporting { .. } => SignInRole::Reporting,
            Self::Organizing { .. } => SignInRole::Organizing,
        }
    }
}

impl Actor {
    /// The column of the permission table.
    pub const fn role(&self) -> Role {
        self.party.role()
    }
}

variants!(Level, Role);
wire_names!(Branch, SignInRole);
