use nmrs_domain::error::ErrorCode;
use nmrs_domain::ids::ReportingUnitId;
use nmrs_domain::wire::ReportingUnitOut;
use nmrs_store::reporting_units;

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
    let unit = reporting_units::find(&app.store, session.scope(), id)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    to_response(&tree, unit)
}
