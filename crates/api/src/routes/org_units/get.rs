//! `GET /api/v1/org-units/{id}`.

use actix_web::{get, web};
use nmrs_app::{App, org_units};
use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::wire::OrgUnitOut;

use crate::error::ApiError;
use crate::extract::{Id, May, needs::SeeAccounts};
use crate::problems::{Malformed, NotFound, NotPermitted, NotSignedIn};

/// Get an org unit.
#[utoipa::path(
    operation_id = "get_org_unit",
    tag = "org-units",
    params(("id" = i64, Path, description = "Id of the org unit")),
    responses(
        (status = 200, description = "The unit", body = OrgUnitOut),
        Malformed, NotSignedIn, NotPermitted, NotFound,
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
