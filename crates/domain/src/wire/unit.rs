use serde::{Deserialize, Serialize};

use crate::actor::{Branch, Level};

/// Reference to a reporting unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitRef {
    /// Id.
    pub id: i64,
    /// Code (单位唯一标识).
    #[cfg_attr(feature = "openapi", schema(example = "110108M044"))]
    pub code: String,
    /// Full name.
    pub name: String,
}

/// Reference to an org unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrgUnitRef {
    /// Id.
    pub id: i64,
    /// Code.
    #[cfg_attr(feature = "openapi", schema(example = "110108"))]
    pub code: String,
    /// Name.
    pub name: String,
    /// Level: 0 the central office, 1 province or department, 2 city, 3 county.
    #[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 0, maximum = 3))]
    pub level: Level,
}

/// An org unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrgUnitOut {
    /// Id.
    pub id: i64,
    /// Code.
    #[cfg_attr(feature = "openapi", schema(example = "110108"))]
    pub code: String,
    /// Name.
    pub name: String,
    /// Level.
    #[cfg_attr(feature = "openapi", schema(value_type = u8, minimum = 0, maximum = 3))]
    pub level: Level,
    /// Local or ministry.
    pub branch: Branch,
    /// Parent org unit; `null` for the central office.
    pub parent_id: Option<i64>,
    /// Number of org units directly below.
    pub children: u32,
}

/// A reporting unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportingUnitOut {
    /// Id.
    pub id: i64,
    /// Code, which is also the user name.
    #[cfg_attr(feature = "openapi", schema(example = "110108M044"))]
    pub code: String,
    /// Full name.
    pub name: String,
    /// Org unit that the reporting unit belongs to.
    pub org_unit: OrgUnitRef,
    /// Org units from level 1 down to `org_unit`.
    pub org_path: Vec<OrgUnitRef>,
    /// Number of accounts that are not draft, closed, `add_pending` or `add_rejected`.
    pub account_count: i64,
    /// Time of creation (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: time::OffsetDateTime,
}
