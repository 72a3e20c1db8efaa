use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::message::MessageKind;

/// A message to the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageOut {
    /// Key.
    pub id: i64,
    /// What it is about.
    pub kind: MessageKind,
    /// One line, in Chinese.
    pub title: String,
    /// What there is to say besides, in lines; may be empty.
    pub text: String,
    /// The account it is about, unless that was deleted.
    pub account_id: Option<i64>,
    /// The review that was decided.
    pub review_id: Option<i64>,
    /// When it was written (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it was read (RFC 3339, UTC); `null` until then.
    #[serde(with = "time::serde::rfc3339::option")]
    pub read_at: Option<OffsetDateTime>,
}

/// How many messages there are to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageSummaryOut {
    /// Those that were not read.
    pub unread: u64,
}

/// Up to which message everything was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MessagesReadIn {
    /// Key of the newest message that was seen; later ones stay unread.
    pub up_to: i64,
}
