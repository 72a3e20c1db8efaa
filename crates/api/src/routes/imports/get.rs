//! `GET /api/v1/accounts/imports/{id}`.

use actix_web::{get, web};
use nmrs_app::{App, imports};
use nmrs_domain::ids::ImportId;
use nmrs_domain::wire::ImportOut;

use crate::error::ApiError;
use crate::extract::{Id, May, needs::ReportAccounts};
use crate::problems::{Malformed, NotFound, NotPermitted, NotSignedIn};

/// Get an import.
#[utoipa::path(
    operation_id = "get_import",
    tag = "imports",
    params(("id" = i64, Path, description = "Id of the import")),
    responses(
        (status = 200, description = "The import", body = ImportOut),
        Malformed, NotSignedIn, NotPermitted, NotFound,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/imports/{id}")]
pub(super) async fn get_import(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    id: Id,
) -> Result<web::Json<ImportOut>, ApiError> {
    Ok(web::Json(
        imports::get(&app, &may.session, ImportId(id.0)).await?,
    ))
}
