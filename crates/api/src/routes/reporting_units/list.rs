//! `GET /api/v1/reporting-units`.

use actix_web::{get, web};
use nmrs_app::{App, reporting_units};
use nmrs_domain::query::ReportingUnitQuery;
use nmrs_domain::wire::{Page, Problem, ReportingUnitOut};

use crate::error::ApiError;
use crate::extract::{May, Query, needs::SeeReportingUnits};

/// The reporting units in the scope of the caller, by code.
#[utoipa::path(
    operation_id = "list_reporting_units",
    tag = "reporting-units",
    params(ReportingUnitQuery),
    responses(
        (status = 200, description = "One page", body = Page<ReportingUnitOut>),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not permitted to this role", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Not found, or out of scope", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields refused", body = Problem, content_type = "application/problem+json"),
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
