//! `GET /api/v1/reporting-units/{id}`.

use actix_web::{get, web};
use nmrs_app::{App, reporting_units};
use nmrs_domain::ids::ReportingUnitId;
use nmrs_domain::wire::{Problem, ReportingUnitOut};

use crate::error::ApiError;
use crate::extract::{Id, May, needs::SeeReportingUnits};

/// One reporting unit.
#[utoipa::path(
    operation_id = "get_reporting_unit",
    tag = "reporting-units",
    params(("id" = i64, Path, description = "Key of the reporting unit")),
    responses(
        (status = 200, description = "The unit", body = ReportingUnitOut),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not permitted to this role", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Not found, or out of scope", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/reporting-units/{id}")]
pub(super) async fn get_reporting_unit(
    app: web::Data<App>,
    may: May<SeeReportingUnits>,
    id: Id,
) -> Result<web::Json<ReportingUnitOut>, ApiError> {
    let id = ReportingUnitId(id.0);
    Ok(web::Json(
        reporting_units::get(&app, &may.session, id).await?,
    ))
}
