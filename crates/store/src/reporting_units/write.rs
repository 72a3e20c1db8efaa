//! Inserts reporting units.

use nmrs_domain::values::ids::ReportingUnitId;
use nmrs_domain::workflow::ReviewChain;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use time::OffsetDateTime;

use crate::db::timestamp::to_ms;
use crate::entity::reporting_units;
use crate::scope::ancestor_ids;
use crate::{Executor as _, StoreError, Tx};

/// A reporting unit to insert.
#[derive(Debug, Clone)]
pub struct NewReportingUnit {
    /// Code, which is also the user name.
    pub code: String,
    /// Full name.
    pub name: String,
    /// The org units above the unit.
    pub chain: ReviewChain,
    /// True if the profile is complete.
    pub profile_complete: bool,
    /// Time of the insert.
    pub at: OffsetDateTime,
}

/// Inserts a unit.
///
/// # Errors
/// [`StoreError::Duplicate`] if the code or the full name is taken.
pub async fn insert(tx: &Tx, new: NewReportingUnit) -> Result<ReportingUnitId, StoreError> {
    let NewReportingUnit {
        code,
        name,
        chain,
        profile_complete,
        at,
    } = new;
    let (org1, org2, org3) = ancestor_ids(&chain);
    let row = reporting_units::ActiveModel {
        code: Set(code),
        name: Set(name),
        org_unit_id: Set(chain.direct().0),
        org1_id: Set(org1),
        org2_id: Set(org2),
        org3_id: Set(org3),
        account_count: Set(0),
        profile_complete: Set(profile_complete),
        created_at: Set(to_ms(at)),
        deleted_at: Set(None),
        ..Default::default()
    };
    Ok(ReportingUnitId(row.insert(tx.conn()).await?.id))
}
