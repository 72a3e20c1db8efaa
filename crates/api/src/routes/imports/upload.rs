//! `POST /api/v1/accounts/imports`.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, imports};
use nmrs_domain::wire::ImportOut;

use crate::error::ApiError;
use crate::extract::{
    KeyHeader, May, MaybeKey, UploadIn, Uploading, needs::ReportAccounts, replayable,
};
use crate::problems::{
    FieldsRefused, Malformed, NotMultipart, NotPermitted, NotSignedIn, TooLarge, Unavailable,
};

/// Upload a spreadsheet of accounts.
///
/// Its rows are checked and kept for 24 hours; nothing of them is in the register before the commit.
/// A file that cannot be imported is refused with 422 `spreadsheet_refused`, and what to do about it.
/// A unit may have 20 imports that wait to be committed.
#[utoipa::path(
    operation_id = "create_import",
    tag = "imports",
    params(KeyHeader),
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
    key: MaybeKey,
    uploading: Uploading,
) -> Result<HttpResponse, ApiError> {
    let upload = uploading.file(&app, &may.session).await?;
    let created = imports::upload(&app, &may.session, upload, key.0).await?;
    let location = format!("/api/v1/accounts/imports/{}", created.answer.id);
    Ok(replayable(&created, StatusCode::CREATED)
        .insert_header((LOCATION, location))
        .json(created.answer))
}
