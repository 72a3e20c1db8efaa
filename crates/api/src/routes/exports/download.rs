//! `GET /api/v1/exports/{ticket}`.

use actix_web::{HttpResponse, get, web};
use nmrs_app::{App, exports};

use crate::attachment::{FileBytes, exported};
use crate::error::ApiError;
use crate::problems::{NotFound, NotPermitted, NotSignedIn, Unavailable};

/// Download an export by its ticket.
///
/// The ticket is the credential; it is used up by this call. Permissions and scope are checked again
/// for the user who created it. 404 for a ticket that is unknown, used or expired; 401 if its session
/// has ended.
#[utoipa::path(
    operation_id = "download_export",
    tag = "exports",
    params(("ticket" = String, Path, description = "`ticket` of `POST /exports/tickets`")),
    responses(
        (status = 200, description = "The file, as from `POST /accounts/export` or `POST /reporting-units/export`",
         content_type = "application/octet-stream", body = inline(FileBytes),
         headers(
            ("Content-Disposition" = String, description = "`attachment` with a Chinese file name in `filename*`"),
            ("X-Total-Rows" = u64, description = "Number of rows, without the header row"),
         )),
        NotSignedIn, NotPermitted, NotFound, Unavailable,
    ),
)]
#[get("/exports/{ticket}")]
pub(super) async fn download_export(
    app: web::Data<App>,
    ticket: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let file = exports::redeem_ticket(&app, &ticket).await?;
    Ok(exported(file))
}
