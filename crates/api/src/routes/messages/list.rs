//! `GET /api/v1/messages`.

use actix_web::{get, web};
use nmrs_app::{App, messages};
use nmrs_domain::query::MessageQuery;
use nmrs_domain::wire::{MessageOut, Page};

use crate::error::ApiError;
use crate::extract::{May, Query, needs::TakePart};
use crate::problems::{FieldsRefused, Malformed, NotPermitted, NotSignedIn};

/// List messages.
///
/// Returns the caller's messages, newest first. Read messages are kept for 180 days.
#[utoipa::path(
    operation_id = "list_messages",
    tag = "messages",
    params(MessageQuery),
    responses(
        (status = 200, description = "One page", body = Page<MessageOut>),
        Malformed, NotSignedIn, NotPermitted, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[get("/messages")]
pub(super) async fn list_messages(
    app: web::Data<App>,
    may: May<TakePart>,
    query: Query<MessageQuery>,
) -> Result<web::Json<Page<MessageOut>>, ApiError> {
    let (unread, paging) = query.0.parse()?;
    Ok(web::Json(
        messages::list(&app, &may.session, unread, paging).await?,
    ))
}
