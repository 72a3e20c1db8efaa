//! `GET /api/v1/accounts/imports/{id}/rows`.

use actix_web::{get, web};
use nmrs_app::{App, imports};
use nmrs_domain::ids::ImportId;
use nmrs_domain::query::ImportRowQuery;
use nmrs_domain::wire::{ImportRowOut, Page};

use crate::error::ApiError;
use crate::extract::{Id, May, Query, needs::ReportAccounts};
use crate::problems::{FieldsRefused, Malformed, NotFound, NotPermitted, NotSignedIn};

/// List the rows of an import.
///
/// In the order of the sheet, with the errors of each cell.
#[utoipa::path(
    operation_id = "list_import_rows",
    tag = "imports",
    params(("id" = i64, Path, description = "Id of the import"), ImportRowQuery),
    responses(
        (status = 200, description = "One page", body = Page<ImportRowOut>),
        Malformed, NotSignedIn, NotPermitted, NotFound, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/imports/{id}/rows")]
pub(super) async fn list_import_rows(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    id: Id,
    query: Query<ImportRowQuery>,
) -> Result<web::Json<Page<ImportRowOut>>, ApiError> {
    let id = ImportId(id.0);
    Ok(web::Json(
        imports::list_rows(&app, &may.session, id, &query.0).await?,
    ))
}
