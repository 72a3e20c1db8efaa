//! `POST /api/v1/messages/{id}/read`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, messages};
use nmrs_domain::ids::MessageId;

use crate::error::ApiError;
use crate::extract::{Id, May, needs::TakePart};
use crate::problems::{Malformed, NotFound, NotPermitted, NotSignedIn};

/// Mark a message as read.
///
/// The call can be repeated.
#[utoipa::path(
    operation_id = "read_message",
    tag = "messages",
    params(("id" = i64, Path, description = "Id of the message")),
    responses(
        (status = 204, description = "Read"),
        Malformed, NotSignedIn, NotPermitted, NotFound,
    ),
    security(("bearer" = [])),
)]
#[post("/messages/{id}/read")]
pub(super) async fn read_message(
    app: web::Data<App>,
    may: May<TakePart>,
    id: Id,
) -> Result<HttpResponse, ApiError> {
    messages::read(&app, &may.session, MessageId(id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}
