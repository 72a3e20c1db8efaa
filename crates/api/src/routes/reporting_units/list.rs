//! `GET /api/v1/reporting-units`.

use actix_web::{get, web};
use nmrs_app::{App, reporting_units};
use nmrs_domain::query::ReportingUnitQuery;
use nmrs_domain::wire::{Page, ReportingUnitOut};

use crate::error::ApiError;
use crate::extract::{May, Query, needs::SeeReportingUnits};
use crate::problems::{FieldsRefused, Malformed, NotFound, NotPermitted, NotSignedIn};

/// List reporting units.
///
/// Returns the reporting units in the caller's scope, sorted by code.
#[utoipa::path(
    operation_id = "list_reporting_units",
    tag = "reporting-units",
    params(ReportingUnitQuery),
    responses(
        (status = 200, description = "One page", body = Page<ReportingUnitOut>),
        Malformed, NotSignedIn, NotPermitted, NotFound, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[get("/reporting-units")]
pub(super) async fn list_reporting_units(
    app: web::Data<App>,
    may: May<SeeReportingUnits>,
    query: Query<ReportingUnitQuery>,
) -> Result<web::Json<Page<ReportingUnitOut>>, ApiError> {
    let filter = query.0.parse()?;
    Ok(web::Json(
        reporting_units::list(&app, &may.session, &filter).await?,
    ))
}
