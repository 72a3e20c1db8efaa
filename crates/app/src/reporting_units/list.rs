use nmrs_domain::query::ReportingUnitFilter;
use nmrs_domain::wire::{Page, ReportingUnitOut};
use nmrs_store::reporting_units;

use super::to_response;
use crate::auth::Session;
use crate::org_units::scope_of_filter;
use crate::{App, AppError};

/// Returns one page of the reporting units in the caller's scope, ordered by code.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`] if the org unit of the filter is out of scope.
pub async fn list(
    app: &App,
    session: &Session,
    filter: &ReportingUnitFilter,
) -> Result<Page<ReportingUnitOut>, AppError> {
    let tree = session.org_tree(app).await?;
    let below = scope_of_filter(&tree, session, filter.org)?;
    let (units, total) = reporting_units::list(&app.store, session.scope(), below, filter).await?;
    Ok(Page {
        items: units
            .into_iter()
            .map(|unit| to_response(&tree, unit))
            .collect::<Result<_, _>>()?,
        page: filter.paging.page,
        per_page: filter.paging.per_page,
        total,
        total_exact: true,
    })
}
