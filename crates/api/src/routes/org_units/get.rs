//! `GET /api/v1/org-units/{id}`.

use actix_web::{get, web};
use nmrs_app::{App, org_units};
use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::wire::{OrgUnitOut, Problem};

use crate::error::ApiError;
use crate::extract::{Id, May, needs::SeeAccounts};

/// One org unit.
#[utoipa::path(
    operation_id = "get_org_unit",
    tag = "org-units",
    params(("id" = i64, Path, description = "Key of the org unit")),
    responses(
        (status = 200, description = "The unit", body = OrgUnitOut),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not permitted to this role", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Not found, or out of scope", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/org-units/{id}")]
pub(super) async fn get_org_unit(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    id: Id,
) -> Result<web::Json<OrgUnitOut>, ApiError> {
    Ok(web::Json(
        org_units::get(&app, &may.session, OrgUnitId(id.0)).await?,
    ))
}
