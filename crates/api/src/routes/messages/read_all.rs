//! `POST /api/v1/messages/read`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, messages};
use nmrs_domain::ids::MessageId;
use nmrs_domain::wire::MessagesReadIn;

use crate::error::ApiError;
use crate::extract::{Body, May, needs::TakePart};
use crate::problems::{Malformed, NotJson, NotPermitted, NotSignedIn, TooLarge};

/// Mark messages as read.
///
/// Marks a message and all older ones as read. Newer messages stay unread. The call can be
/// repeated.
#[utoipa::path(
    operation_id = "read_messages",
    tag = "messages",
    request_body = MessagesReadIn,
    responses(
        (status = 204, description = "Read"),
        Malformed, NotSignedIn, NotPermitted, TooLarge, NotJson,
    ),
    security(("bearer" = [])),
)]
#[post("/messages/read")]
pub(super) async fn read_messages(
    app: web::Data<App>,
    may: May<TakePart>,
    body: Body<MessagesReadIn>,
) -> Result<HttpResponse, ApiError> {
    messages::read_all(&app, &may.session, MessageId(body.0.up_to)).await?;
    Ok(HttpResponse::NoContent().finish())
}
