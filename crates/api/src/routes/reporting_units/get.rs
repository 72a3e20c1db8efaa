//! `GET /api/v1/reporting-units/{id}`.

use actix_web::{get, web};
use nmrs_app::{App, reporting_units};
use nmrs_domain::ids::ReportingUnitId;
use nmrs_domain::wire::ReportingUnitOut;

use crate::error::ApiError;
use crate::extract::{Id, May, needs::SeeReportingUnits};
use crate::problems::{Malformed, NotFound, NotPermitted, NotSignedIn};

/// Get a reporting unit.
#[utoipa::path(
    operation_id = "get_reporting_unit",
    tag = "reporting-units",
    params(("id" = i64, Path, description = "Id of the reporting unit")),
    responses(
        (status = 200, description = "The unit", body = ReportingUnitOut),
        Malformed, NotSignedIn, NotPermitted, NotFound,
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
