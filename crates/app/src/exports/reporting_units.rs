//! Exporting reporting units.

use nmrs_domain::export::{ExportOrder, UnitColumn, Wanted};
use nmrs_domain::query::ReportingUnitFilter;
use nmrs_store::reporting_units::{self, ReportingUnit};

use super::start::{Plan, some, start};
use super::{ExportFile, ExportKey, place};
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
    order: ExportOrder<ReportingUnitFilter, UnitColumn>,
    key: Option<ExportKey>,
) -> Result<ExportFile, AppError> {
    let tree = session.org_tree(app).await?;
    let scope = session.scope();
    let place = place(app).await?;
    let (keys, what) = match order.rows {
        Wanted::Found(filter) => {
            let below = below(&tree, session, filter.org)?;
            let keys = reporting_units::found_keys(&app.store, scope, below, &filter).await?;
            (keys, "填报单位")
        }
        Wanted::Chosen(keys) => {
            let keys = reporting_units::seen_keys(&app.store, scope, &keys).await?;
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
    start(app, session, place, key, plan).await
}

/// Checks an export of reporting units; see [`super::accounts::check`].
///
/// # Errors
/// The same as those of [`reporting_units()`].
pub(super) async fn check(
    app: &App,
    session: &Session,
    rows: &Wanted<ReportingUnitFilter>,
) -> Result<(), AppError> {
    match rows {
        Wanted::Found(filter) => {
            let tree = session.org_tree(app).await?;
            below(&tree, session, filter.org).map(|_| ())
        }
        Wanted::Chosen(keys) => {
            let keys = reporting_units::seen_keys(&app.store, session.scope(), keys).await?;
            some(keys).map(|_| ())
        }
    }
}
