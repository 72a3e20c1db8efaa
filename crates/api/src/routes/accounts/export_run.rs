//! `GET /api/v1/accounts/exports/{key}`.

use actix_web::{get, web};
use nmrs_app::{App, exports};
use nmrs_domain::wire::ExportRunOut;

use crate::error::ApiError;
use crate::extract::{ExportKeyInPath, May, needs::SeeAccounts};
use crate::problems::{NotFound, NotPermitted, NotSignedIn};

/// Get the progress of an export.
///
/// Returns the progress of the caller's export with this `Export-Key`, on any server, for one day
/// after its start.
#[utoipa::path(
    operation_id = "get_account_export",
    tag = "accounts",
    params(("key" = String, Path, description = "The `Export-Key` of the export")),
    responses(
        (status = 200, description = "The progress", body = ExportRunOut),
        NotSignedIn, NotPermitted, NotFound,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/exports/{key}")]
pub(super) async fn get_account_export(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    key: ExportKeyInPath,
) -> Result<web::Json<ExportRunOut>, ApiError> {
    Ok(web::Json(
        exports::export_run(&app, &may.session, &key.0).await?,
    ))
}
