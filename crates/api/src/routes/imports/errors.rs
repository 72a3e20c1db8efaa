//! `GET /api/v1/accounts/imports/{id}/errors`.

use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, get, web};
use nmrs_app::{App, imports};
use nmrs_domain::ids::ImportId;

use crate::attachment::{FileBytes, XLSX, attachment};
use crate::error::ApiError;
use crate::extract::{Id, May, needs::ReportAccounts};
use crate::problems::{Malformed, NotFound, NotPermitted, NotSignedIn};

/// Download the error report of an import.
///
/// Returns the uploaded sheet with a column that describes the errors, and the wrong cells
/// coloured. The corrected file can be uploaded again.
#[utoipa::path(
    operation_id = "get_import_errors",
    tag = "imports",
    params(("id" = i64, Path, description = "Id of the import")),
    responses(
        (status = 200, description = "An .xlsx file", body = FileBytes,
         content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Malformed, NotSignedIn, NotPermitted, NotFound,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/imports/{id}/errors")]
pub(super) async fn get_import_errors(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    id: Id,
) -> Result<HttpResponse, ApiError> {
    let report = imports::errors_report(&app, &may.session, ImportId(id.0)).await?;
    Ok(HttpResponse::Ok()
        .content_type(XLSX)
        .insert_header((
            CONTENT_DISPOSITION,
            attachment("import-errors.xlsx", &report.filename),
        ))
        .body(report.bytes))
}
