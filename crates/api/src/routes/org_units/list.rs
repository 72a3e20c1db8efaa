//! `GET /api/v1/org-units`.

use actix_web::{get, web};
use nmrs_app::{App, org_units};
use nmrs_domain::query::OrgUnitQuery;
use nmrs_domain::wire::{OrgUnitOut, Page};

use crate::error::ApiError;
use crate::extract::{May, Query, needs::SeeAccounts};
use crate::problems::{FieldsRefused, Malformed, NotFound, NotPermitted, NotSignedIn};

/// The units directly below one, one unit by its code, or the own unit of the caller.
///
/// What a cascade of select boxes needs; always one page.
#[utoipa::path(
    operation_id = "list_org_units",
    tag = "org-units",
    params(OrgUnitQuery),
    responses(
        (status = 200, description = "The units, by code", body = Page<OrgUnitOut>),
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
