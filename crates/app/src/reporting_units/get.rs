use nmrs_domain::error::ErrorCode;
use nmrs_domain::values::ids::ReportingUnitId;
use nmrs_domain::wire::ReportingUnitOut;
use nmrs_store::reporting_units::{self, ReportingUnit};

use super::to_response;
use crate::auth::Session;
use crate::{App, AppError};

/// Returns one reporting unit.
///
/// # Errors
/// [`ErrorCode::NotFound`], also out of scope.
pub async fn get(
    app: &App,
    session: &Session,
    id: ReportingUnitId,
) -> Result<ReportingUnitOut, AppError> {
    let tree = session.org_tree(app).await?;
    to_response(&tree, find(app, session, id).await?)
}

/// Refuses a filter by a reporting unit that the caller does not see.
///
/// # Errors
/// [`ErrorCode::NotFound`] if the unit is out of scope.
pub(crate) async fn refuse_invisible_unit(
    app: &App,
    session: &Session,
    unit: Option<ReportingUnitId>,
) -> Result<(), AppError> {
    if let Some(unit) = unit {
        find(app, session, unit).await?;
    }
    Ok(())
}

async fn find(
    app: &App,
    session: &Session,
    id: ReportingUnitId,
) -> Result<ReportingUnit, AppError> {
    reporting_units::find(&app.store, session.scope(), id)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))
}
