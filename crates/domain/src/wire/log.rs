use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{EventOut, OrgUnitRef, UnitRef};
use crate::event::EventRecord;
use crate::kind::AccountKind;
use crate::log::{ChainReport, FaultReason};
use crate::status::Status;

/// Whether the log of an account is as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerificationOut {
    /// Every event is there, in its place, and as it was written.
    pub whole: bool,
    /// Events that were checked.
    pub checked: u64,
    /// Hash of the newest event; `null` in an empty log.
    pub head: Option<String>,
    /// The event at which the first fault shows.
    pub broken_at: Option<i64>,
    /// What is wrong with it.
    pub reason: Option<FaultReason>,
    /// The same as a sentence, in Chinese.
    pub detail: Option<String>,
}

impl From<ChainReport> for VerificationOut {
    fn from(checked: ChainReport) -> Self {
        let ChainReport {
            events,
            head,
            fault,
        } = checked;
        Self {
            whole: fault.is_none(),
            checked: events,
            head,
            broken_at: fault.map(crate::log::Fault::seq),
            reason: fault.map(crate::log::Fault::reason),
            detail: fault.map(crate::log::Fault::detail),
        }
    }
}

/// The whole log of one account as a document that can be checked without the register.
///
/// The signature is over `content` as compact JSON in UTF-8: the fields in the order in which they
/// stand here, no white space between them, nothing escaped that need not be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LogDocumentOut {
    /// Always `nmrs-log-document-1`.
    pub format: String,
    /// What is signed.
    pub content: LogContent,
    /// The signature.
    pub signature: SignatureOut,
}

/// The content of a log document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LogContent {
    /// The account as it stood.
    pub account: LogAccountOut,
    /// When the document was made (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub exported_at: OffsetDateTime,
    /// Code of the unit that asked for it.
    pub exporter_code: String,
    /// Name of that unit.
    pub exporter_name: String,
    /// What the server found when it checked the log.
    pub verification: VerificationOut,
    /// Every event, oldest first.
    pub events: Vec<EventOut>,
}

/// The account of a log document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LogAccountOut {
    /// Key.
    pub id: i64,
    /// 新媒体标识码, once it has one.
    pub identifier: Option<String>,
    /// Kind.
    pub kind: AccountKind,
    /// Name.
    pub name: String,
    /// Status.
    pub status: Status,
    /// Version.
    pub version: i64,
    /// The unit that owns it.
    pub reporting_unit: UnitRef,
    /// The org units from level 1 down to the one directly responsible.
    pub org_path: Vec<OrgUnitRef>,
}

/// Who vouches for a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignatureOut {
    /// Always `Ed25519`.
    pub algorithm: String,
    /// The register's public key, 64 hexadecimal digits. Compare it with the one that `nmrs
    /// document-key` prints: a forger has a key, too.
    pub public_key: String,
    /// The signature, 128 hexadecimal digits.
    pub value: String,
}

impl EventOut {
    /// Everything that was hashed, as far as it can be told from what is shown: `details` are
    /// written as the program writes them.
    pub fn record(&self, account: i64) -> Option<EventRecord> {
        Some(EventRecord {
            account,
            seq: self.seq,
            at_ms: i64::try_from(self.at.unix_timestamp_nanos() / 1_000_000).ok()?,
            actor_code: self.actor_code.clone(),
            actor_name: self.actor_name.clone(),
            kind: self.kind,
            from: self.from,
            to: self.to,
            details_json: serde_json::to_string(&self.details).ok()?,
        })
    }
}
