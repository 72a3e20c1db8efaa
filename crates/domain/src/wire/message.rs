use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::message::MessageKind;

/// A message to the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageOut {
    /// Id.
    pub id: i64,
    /// Kind.
    pub kind: MessageKind,
    /// One line, in Chinese.
    pub title: String,
    /// Further lines of text; may be empty.
    pub text: String,
    /// Account that the message is about, unless it was deleted.
    pub account_id: Option<i64>,
    /// Review that was decided.
    pub review_id: Option<i64>,
    /// Time of the message (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// Time of reading (RFC 3339, UTC); `null` if unread.
    #[serde(with = "time::serde::rfc3339::option")]
    pub read_at: Option<OffsetDateTime>,
}

/// Number of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageSummaryOut {
    /// Number of unread messages.
    pub unread: u64,
}

/// Marks messages as read up to one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MessagesReadIn {
    /// Id of the newest message that was seen; newer ones stay unread.
    pub up_to: i64,
}
