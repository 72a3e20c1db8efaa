//! Exporting reporting units.

use nmrs_domain::export::{ExportRequest, ExportSelection, UnitColumn};
use nmrs_domain::query::ReportingUnitFilter;
use nmrs_store::reporting_units::{self, ReportingUnit};

use super::start::{Plan, some, start};
use super::{ExportFile, place};
use crate::auth::Session;
use crate::org_units::below;
use crate::{App, AppError};

/// Begins to export what the list of units finds, by code, or units that were chosen; see
/// [`super::accounts()`].
///
/// # Errors
/// The same.
pub async fn reporting_units(
    app: &App,
    session: &Session,
    order: ExportRequest<ReportingUnitFilter, UnitColumn>,
) -> Result<ExportFile, AppError> {
    let tree = session.org_tree(app).await?;
    let scope = session.scope();
    let place = place(app).await?;
    let (keys, what) = match order.rows {
        ExportSelection::Filter(filter) => {
            let below = below(&tree, session, filter.org)?;
            let keys = reporting_units::matching_ids(&app.store, scope, below, &filter).await?;
            (keys, "填报单位")
        }
        ExportSelection::Ids(keys) => {
            let keys = reporting_units::visible_ids(&app.store, scope, &keys).await?;
            (some(keys)?, "填报单位_所选")
        }
    };
    let plan = Plan::<ReportingUnit> {
        keys,
        columns: order.columns,
        context: tree,
        format: order.format,
        names: (what.into(), "reporting-units"),
    };
    start(app, session, place, None, plan).await
}
