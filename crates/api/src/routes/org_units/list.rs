//! `GET /api/v1/org-units`.

use actix_web::{get, web};
use nmrs_app::{App, org_units};
use nmrs_domain::query::OrgUnitQuery;
use nmrs_domain::wire::{OrgUnitOut, Page};

use crate::error::ApiError;
use crate::extract::{May, Query, needs::SeeAccounts};
use crate::problems::{FieldsRefused, Malformed, NotFound, NotPermitted, NotSignedIn};

/// List org units.
///
/// Returns the units directly below `parent`, the unit of `code`, or the caller's own unit, always
/// in one page. For cascading select boxes.
#[utoipa::path(
    operation_id = "list_org_units",
    tag = "org-units",
    params(OrgUnitQuery),
    responses(
        (status = 200, description = "The units, sorted by code", body = Page<OrgUnitOut>),
        Malformed, NotSignedIn, NotPermitted, NotFound, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[get("/org-units")]
pub(super) async fn list_org_units(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    query: Query<OrgUnitQuery>,
) -> Result<web::Json<Page<OrgUnitOut>>, ApiError> {
    Ok(web::Json(
        org_units::list(&app, &may.session, &query.0).await?,
    ))
}
