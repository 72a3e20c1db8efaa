//! `GET /api/v1/accounts/imports`.

use actix_web::{get, web};
use nmrs_app::{App, imports};
use nmrs_domain::wire::ImportOut;

use crate::error::ApiError;
use crate::extract::{May, needs::ReportAccounts};
use crate::problems::{NotPermitted, NotSignedIn};

/// List imports.
///
/// Returns the imports of the last 24 hours, newest first, at most 50.
#[utoipa::path(
    operation_id = "list_imports",
    tag = "imports",
    responses(
        (status = 200, description = "The imports", body = [ImportOut]),
        NotSignedIn, NotPermitted,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/imports")]
pub(super) async fn list_imports(
    app: web::Data<App>,
    may: May<ReportAccounts>,
) -> Result<web::Json<Vec<ImportOut>>, ApiError> {
    Ok(web::Json(imports::list(&app, &may.session).await?))
}
