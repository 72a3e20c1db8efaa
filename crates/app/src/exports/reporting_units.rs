use nmrs_domain::export::{ExportRequest, ExportSelection, UnitColumn};
use nmrs_domain::query::ReportingUnitFilter;
use nmrs_store::reporting_units::{self, ReportingUnit};

use super::start::{ExportPlan, refuse_empty, start};
use super::{ExportFile, ExportKey};
use crate::auth::Session;
use crate::org_units::scope_of_filter;
use crate::{App, AppError};

/// Starts an export of the reporting units that a list finds, ordered by code, or of selected units.
///
/// # Errors
/// The same as [`super::accounts()`].
pub async fn reporting_units(
    app: &App,
    session: &Session,
    order: ExportRequest<ReportingUnitFilter, UnitColumn>,
    key: Option<ExportKey>,
) -> Result<ExportFile, AppError> {
    let tree = session.org_tree(app).await?;
    let scope = session.scope();
    let slot = app.exports.acquire().await?;
    let (keys, subject) = match order.rows {
        ExportSelection::Filter(filter) => {
            let below = scope_of_filter(&tree, session, filter.org)?;
            let keys = reporting_units::matching_ids(&app.store, scope, below, &filter).await?;
            (keys, "填报单位")
        }
        ExportSelection::Ids(keys) => {
            let keys = reporting_units::visible_ids(&app.store, scope, &keys).await?;
            (refuse_empty(keys)?, "填报单位_所选")
        }
    };
    let plan = ExportPlan::<ReportingUnit> {
        keys,
        columns: order.columns,
        context: tree,
        format: order.format,
        names: (subject.into(), "reporting-units"),
    };
    start(app, session, slot, key, plan).await
}

/// Checks an export of reporting units; see [`super::accounts::check`].
///
/// # Errors
/// The same as those of [`reporting_units()`].
pub(super) async fn check(
    app: &App,
    session: &Session,
    rows: &ExportSelection<ReportingUnitFilter>,
) -> Result<(), AppError> {
    match rows {
        ExportSelection::Filter(filter) => {
            let tree = session.org_tree(app).await?;
            scope_of_filter(&tree, session, filter.org).map(|_| ())
        }
        ExportSelection::Ids(keys) => {
            let keys = reporting_units::visible_ids(&app.store, session.scope(), keys).await?;
            refuse_empty(keys).map(|_| ())
        }
    }
}
