//! `POST /api/v1/exports/tickets`.

use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, exports};
use nmrs_domain::wire::{ExportTicketIn, ExportTicketOut};

use crate::error::ApiError;
use crate::extract::{Authenticated, Body};
use crate::problems::{
    FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge, TooMany,
};

/// Create a ticket for the download of an export.
///
/// `export` is the body of `POST /accounts/export` or `POST /reporting-units/export`. `GET` on the
/// returned `url` downloads the file without an access token, once and within
/// 60 seconds. A session can have 20 unused tickets. Programs that can send an access token need no
/// ticket.
#[utoipa::path(
    operation_id = "create_export_ticket",
    tag = "exports",
    request_body(content = ExportTicketIn, examples(
        ("all accounts" = (value = json!({"resource": "accounts", "export": {"filter": {}}}))),
        ("selected reporting units" = (value = json!({
            "resource": "reporting_units",
            "export": {"ids": [17, 4], "columns": ["code", "name"], "format": "csv"},
        }))),
    )),
    responses(
        (status = 201, description = "Created", body = ExportTicketOut,
         headers(("Location" = String, description = "The `url`"))),
        Malformed, NotSignedIn, NotPermitted, NotFound, TooLarge, NotJson, FieldsRefused, TooMany,
    ),
    security(("bearer" = [])),
)]
#[post("/exports/tickets")]
pub(super) async fn create_export_ticket(
    app: web::Data<App>,
    caller: Authenticated,
    body: Body<ExportTicketIn>,
) -> Result<HttpResponse, ApiError> {
    let exports::NewTicket {
        secret,
        export_key,
        expires_at,
    } = exports::create_ticket(&app, &caller.0, body.0).await?;
    let ticket = secret.expose().to_owned();
    let url = format!("/api/v1/exports/{ticket}");
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, url.as_str()))
        .json(ExportTicketOut {
            ticket,
            url,
            export_key,
            expires_at,
        }))
}
