use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::event::EventRecord;
use crate::kind::AccountKind;
use crate::log::{ChainReport, FaultReason};
use crate::status::Status;
use crate::wire::{EventOut, OrgUnitRef, UnitRef};

/// Result of the verification of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerificationOut {
    /// True if no event is missing, moved or altered.
    pub whole: bool,
    /// Number of checked events.
    pub checked: u64,
    /// Hash of the newest event; `null` for an empty log.
    pub head: Option<String>,
    /// Position of the event with the first fault.
    pub broken_at: Option<i64>,
    /// Kind of the first fault.
    pub reason: Option<FaultReason>,
    /// Result as a Chinese sentence.
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

/// The complete log of an account as a document that can be verified without the register.
///
/// The signature covers `content` as compact JSON in UTF-8: fields in the order of this schema,
/// no white space, minimal escaping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LogDocumentOut {
    /// Always `nmrs-log-document-1`.
    pub format: String,
    /// Signed content.
    pub content: LogContent,
    /// The signature.
    pub signature: SignatureOut,
}

/// The content of a log document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LogContent {
    /// Account at the time of the document.
    pub account: LogAccountOut,
    /// Time of the document (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub exported_at: OffsetDateTime,
    /// Code of the requesting unit.
    pub exporter_code: String,
    /// Name of the requesting unit.
    pub exporter_name: String,
    /// Result of the verification of the log.
    pub verification: VerificationOut,
    /// Every event, oldest first.
    pub events: Vec<EventOut>,
}

/// The account of a log document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LogAccountOut {
    /// Id.
    pub id: i64,
    /// 新媒体标识码, if assigned.
    pub identifier: Option<String>,
    /// Kind.
    pub kind: AccountKind,
    /// Name.
    pub name: String,
    /// Status.
    pub status: Status,
    /// Version.
    pub version: i64,
    /// Reporting unit that owns the account.
    pub reporting_unit: UnitRef,
    /// Org units from level 1 down to the one directly responsible.
    pub org_path: Vec<OrgUnitRef>,
}

/// Signature of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignatureOut {
    /// Always `Ed25519`.
    pub algorithm: String,
    /// Public key of the register, 64 hexadecimal digits. Compare it with the output of `nmrs
    /// document-key`: a forger has a key, too.
    pub public_key: String,
    /// The signature, 128 hexadecimal digits.
    pub value: String,
}

impl EventOut {
    /// Returns the hashed record of the event, rebuilt from the public fields: `details` are
    /// serialized as when the event was stored.
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
