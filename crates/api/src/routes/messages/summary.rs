//! `GET /api/v1/messages/summary`.

use actix_web::{get, web};
use nmrs_app::{App, messages};
use nmrs_domain::wire::MessageSummaryOut;

use crate::error::ApiError;
use crate::extract::{May, needs::TakePart};
use crate::problems::{NotPermitted, NotSignedIn};

/// Get the number of unread messages.
#[utoipa::path(
    operation_id = "get_message_summary",
    tag = "messages",
    responses(
        (status = 200, description = "The count", body = MessageSummaryOut),
        NotSignedIn, NotPermitted,
    ),
    security(("bearer" = [])),
)]
#[get("/messages/summary")]
pub(super) async fn get_message_summary(
    app: web::Data<App>,
    may: May<TakePart>,
) -> Result<web::Json<MessageSummaryOut>, ApiError> {
    Ok(web::Json(messages::summary(&app, &may.session).await?))
}
