//! `POST /api/v1/accounts/imports`.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, imports};
use nmrs_domain::wire::ImportOut;

use crate::error::ApiError;
use crate::extract::{
    IdempotencyKeyHeader, May, OptionalIdempotencyKey, UploadBody, UploadIn, needs::ReportAccounts,
    replayable,
};
use crate::problems::{
    FieldsRefused, Malformed, NotMultipart, NotPermitted, NotSignedIn, TooLarge, Unavailable,
};

/// Upload a spreadsheet of accounts.
///
/// Checks the rows and keeps them for 24 hours; accounts are created by the commit. A file that
/// cannot be imported is refused with 422 `spreadsheet_refused` and advice. A unit can have 20
/// uncommitted imports.
#[utoipa::path(
    operation_id = "create_import",
    tag = "imports",
    params(IdempotencyKeyHeader),
    request_body(content = UploadIn, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "Checked and kept", body = ImportOut),
        Malformed, NotSignedIn, NotPermitted, TooLarge, NotMultipart, FieldsRefused, Unavailable,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/imports")]
pub(super) async fn create_import(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    key: OptionalIdempotencyKey,
    body: UploadBody,
) -> Result<HttpResponse, ApiError> {
    let upload = body.file(&app, &may.session).await?;
    let created = imports::upload(&app, &may.session, upload, key.0).await?;
    let location = format!("/api/v1/accounts/imports/{}", created.answer.id);
    Ok(replayable(&created, StatusCode::CREATED)
        .insert_header((LOCATION, location))
        .json(created.answer))
}
