//! `DELETE /api/v1/accounts/exports/{key}`.

use actix_web::{HttpResponse, delete, web};
use nmrs_app::{App, exports};

use crate::error::ApiError;
use crate::extract::{ExportKeyInPath, May, needs::SeeAccounts};
use crate::problems::{NotFound, NotPermitted, NotSignedIn};

/// Cancel an export.
///
/// The download breaks off within seconds. Nothing changes if the export has ended.
#[utoipa::path(
    operation_id = "cancel_account_export",
    tag = "exports",
    params(("key" = String, Path, description = "The `Export-Key` of the export")),
    responses(
        (status = 204, description = "Cancelled, or ended before"),
        NotSignedIn, NotPermitted, NotFound,
    ),
    security(("bearer" = [])),
)]
#[delete("/accounts/exports/{key}")]
pub(super) async fn cancel_account_export(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    key: ExportKeyInPath,
) -> Result<HttpResponse, ApiError> {
    exports::cancel_export(&app, &may.session, &key.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
