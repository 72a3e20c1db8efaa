//! Messages to the user.

use nmrs_domain::query::MessageQuery;
use nmrs_domain::wire::{MessageOut, MessageSummaryOut, MessagesReadIn, Page};
use reqwasm::http::Method;

use super::client::{Api, ApiResult, to_json};

pub async fn list(api: Api, query: &MessageQuery) -> ApiResult<Page<MessageOut>> {
    api.list("/messages", query).await
}

/// Number of unread messages. Polled, so it does not renew the session.
pub async fn unread(api: Api) -> ApiResult<MessageSummaryOut> {
    api.get_passive("/messages/summary").await
}

pub async fn read(api: Api, id: i64) -> ApiResult<()> {
    api.send(Method::POST, &format!("/messages/{id}/read"), None)
        .await
}

/// Marks a message and all older ones as read.
pub async fn read_up_to(api: Api, up_to: i64) -> ApiResult<()> {
    let body = to_json(&MessagesReadIn { up_to });
    api.send(Method::POST, "/messages/read", Some(body)).await
}
