//! Reads one reporting unit.

use nmrs_domain::actor::Level;
use nmrs_domain::values::ids::{OrgUnitId, ReportingUnitId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::db::timestamp::from_ms;
use crate::entity::reporting_units::{self, Column};
use crate::{Executor, Scope, StoreError};

/// A reporting unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingUnit {
    /// Primary key.
    pub id: ReportingUnitId,
    /// Code, which is also the user name.
    pub code: String,
    /// Full name.
    pub name: String,
    /// The org unit to which it reports.
    pub org_unit: OrgUnitId,
    /// Number of accounts except drafts, closed, add-pending and add-rejected ones.
    pub account_count: i64,
    /// True if the profile is complete.
    pub profile_complete: bool,
    /// Time of the insert.
    pub created_at: OffsetDateTime,
}

/// Returns a unit that is not deleted, if the caller may see it.
pub async fn find(
    db: &impl Executor,
    scope: Scope,
    id: ReportingUnitId,
) -> Result<Option<ReportingUnit>, StoreError> {
    let row = reporting_units::Entity::find_by_id(id.0)
        .filter(visible(scope))
        .one(db.conn())
        .await?;
    row.map(from_row).transpose()
}

pub(super) fn visible(scope: Scope) -> Condition {
    let not_deleted = Condition::all().add(Column::DeletedAt.is_null());
    match scope {
        Scope::All => not_deleted,
        Scope::Unit(unit) => not_deleted.add(Column::Id.eq(unit.0)),
        Scope::OrgUnit(org_unit, level) => match level {
            Level::Central => not_deleted,
            Level::First => not_deleted.add(Column::Org1Id.eq(org_unit.0)),
            Level::Second => not_deleted.add(Column::Org2Id.eq(org_unit.0)),
            Level::Third => not_deleted.add(Column::Org3Id.eq(org_unit.0)),
        },
    }
}

pub(super) fn from_row(row: reporting_units::Model) -> Result<ReportingUnit, StoreError> {
    let reporting_units::Model {
        id,
        code,
        name,
        org_unit_id,
        org1_id: _,
        org2_id: _,
        org3_id: _,
        account_count,
        profile_complete,
        created_at,
        deleted_at: _,
    } = row;
    Ok(ReportingUnit {
        id: ReportingUnitId(id),
        code,
        name,
        org_unit: OrgUnitId(org_unit_id),
        account_count,
        profile_complete,
        created_at: from_ms(created_at)?,
    })
}
