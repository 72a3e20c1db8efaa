//! `PATCH /api/v1/accounts/imports/{id}/rows/{row}`.

use actix_web::{patch, web};
use nmrs_app::{App, imports};
use nmrs_domain::ids::ImportId;
use nmrs_domain::wire::{ImportRowChangedOut, ImportRowIn};

use crate::error::ApiError;
use crate::extract::{Body, May, RowOf, needs::ReportAccounts};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Update a row of an import.
///
/// Edits cells of the row, or skips the row. Values are normalised like cells of a file: white
/// space, line breaks, full-width digits. The row is checked again, with every other row that the
/// change affects; at most 100 rows are returned.
#[utoipa::path(
    operation_id = "update_import_row",
    tag = "imports",
    params(
        ("id" = i64, Path, description = "Id of the import"),
        ("row" = u32, Path, description = "Number of the row in the sheet"),
    ),
    request_body = ImportRowIn,
    responses(
        (status = 200, description = "Checked again", body = ImportRowChangedOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[patch("/accounts/imports/{id}/rows/{row}")]
pub(super) async fn update_import_row(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    at: RowOf,
    body: Body<ImportRowIn>,
) -> Result<web::Json<ImportRowChangedOut>, ApiError> {
    let RowOf(id, row) = at;
    Ok(web::Json(
        imports::edit_row(&app, &may.session, ImportId(id), row, &body.0).await?,
    ))
}
