//! `DELETE /api/v1/accounts/imports/{id}`.

use actix_web::{HttpResponse, delete, web};
use nmrs_app::{App, imports};
use nmrs_domain::ids::ImportId;

use crate::error::ApiError;
use crate::extract::{Id, May, needs::ReportAccounts};
use crate::problems::{Malformed, NotFound, NotPermitted, NotSignedIn};

/// Delete an import.
///
/// Accounts that it created are kept.
#[utoipa::path(
    operation_id = "delete_import",
    tag = "imports",
    params(("id" = i64, Path, description = "Id of the import")),
    responses(
        (status = 204, description = "Deleted"),
        Malformed, NotSignedIn, NotPermitted, NotFound,
    ),
    security(("bearer" = [])),
)]
#[delete("/accounts/imports/{id}")]
pub(super) async fn delete_import(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    id: Id,
) -> Result<HttpResponse, ApiError> {
    imports::delete(&app, &may.session, ImportId(id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}
