//! Reporting units, as far as the caller may see them.

mod get;
mod list;

pub use get::get;
pub(crate) use get::refuse_invisible_unit;
pub use list::list;

use nmrs_domain::wire::{OrgUnitRef, ReportingUnitOut};
use nmrs_store::org_units::{OrgTree, OrgUnit};
use nmrs_store::reporting_units::ReportingUnit;

use crate::AppError;

fn to_response(tree: &OrgTree, unit: ReportingUnit) -> Result<ReportingUnitOut, AppError> {
    let ReportingUnit {
        id,
        code,
        name,
        org_unit,
        account_count,
        profile_complete: _,
        created_at,
    } = unit;
    let org_path: Vec<OrgUnitRef> = tree
        .path(org_unit)
        .into_iter()
        .map(OrgUnit::reference)
        .collect();
    Ok(ReportingUnitOut {
        id: id.0,
        code,
        name,
        org_unit: org_path
            .last()
            .cloned()
            .ok_or_else(|| AppError::Internal(format!("org unit {org_unit} is not in the tree")))?,
        org_path,
        account_count,
        created_at,
    })
}
