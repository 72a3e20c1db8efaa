//! Reporting units: reading them.

use nmrs_domain::error::ErrorCode;
use nmrs_domain::ids::ReportingUnitId;
use nmrs_domain::query::ReportingUnitFilter;
use nmrs_domain::wire::{OrgUnitRef, Page, ReportingUnitOut};
use nmrs_store::org_units::{OrgTree, OrgUnit};
use nmrs_store::reporting_units::{self, ReportingUnit};

use crate::auth::Session;
use crate::org_units::below;
use crate::{App, AppError};

/// One page of the units in the caller's scope, by code.
///
/// # Errors
/// [`ErrorCode::NotFound`] when the org unit of the filter is out of scope.
pub async fn list(
    app: &App,
    session: &Session,
    filter: &ReportingUnitFilter,
) -> Result<Page<ReportingUnitOut>, AppError> {
    let tree = session.org_tree(app).await?;
    let below = below(&tree, session, filter.org)?;
    let (units, total) = reporting_units::list(&app.store, session.scope(), below, filter).await?;
    Ok(Page {
        items: units
            .into_iter()
            .map(|unit| out(&tree, unit))
            .collect::<Result<_, _>>()?,
        page: filter.paging.page,
        per_page: filter.paging.per_page,
        total,
        total_exact: true,
    })
}

/// One unit.
///
/// # Errors
/// [`ErrorCode::NotFound`] also when it is out of scope.
pub async fn get(
    app: &App,
    session: &Session,
    id: ReportingUnitId,
) -> Result<ReportingUnitOut, AppError> {
    let tree = session.org_tree(app).await?;
    let unit = reporting_units::find(&app.store, session.scope(), id)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    out(&tree, unit)
}

fn out(tree: &OrgTree, unit: ReportingUnit) -> Result<ReportingUnitOut, AppError> {
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
