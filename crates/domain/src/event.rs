//! Log of an account (流水): append-only; each event has the hash of the previous event.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::status::{ApplicationKind, Status, Verdict};

/// Kind of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum EventKind {
    /// The draft was created.
    Drafted,
    /// The draft was changed.
    Edited,
    /// The draft was deleted by the reporting unit.
    Discarded,
    /// An application was submitted.
    Applied,
    /// A rejected application was submitted again.
    Resubmitted,
    /// A rejected application was abandoned.
    Abandoned,
    /// A review step was approved and the application passed to the next reviewer.
    Advanced,
    /// The application was finally approved and is in effect.
    Approved,
    /// The application was rejected.
    Rejected,
    /// The account was deleted by the central office.
    Deleted,
}

impl EventKind {
    /// Returns the Chinese label for filters, the same for every kind of application.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Drafted => "暂存草稿",
            Self::Edited => "修改草稿",
            Self::Discarded => "删除草稿",
            Self::Applied => "提交申请",
            Self::Resubmitted => "重新提交",
            Self::Abandoned => "放弃申请",
            Self::Advanced => "同意并报上级",
            Self::Approved => "同意生效",
            Self::Rejected => "驳回",
            Self::Deleted => "删除账号",
        }
    }

    /// Returns the Chinese title of the event in the log, which names the kind of application.
    pub fn title(self, application: Option<ApplicationKind>) -> String {
        let what = application.map_or("", ApplicationKind::label);
        match self {
            Self::Drafted => "暂存草稿".into(),
            Self::Edited => "修改草稿".into(),
            Self::Discarded => "删除草稿".into(),
            Self::Applied => format!("提交{what}申请"),
            Self::Resubmitted => format!("重新提交{what}申请"),
            Self::Abandoned => format!("放弃{what}申请"),
            Self::Advanced => format!("同意{what}，报上级审核"),
            Self::Approved if application == Some(ApplicationKind::Add) => "终审同意添加".into(),
            Self::Approved => format!("同意{what}"),
            Self::Rejected => format!("驳回{what}"),
            Self::Deleted => "删除账号".into(),
        }
    }
}

/// Data entered with an event; fields that do not apply are absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct EventDetails {
    /// Kind of the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationKind>,
    /// Decision of the reviewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Reason of the decision or of the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Name of the reviewer or applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Phone of the reviewer or applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Identifier assigned at the final approval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// Date of cancellation of a closed account, such as `2026-11-01`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled_on: Option<String>,
    /// Letter number of a deletion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter_number: Option<String>,
    /// Further explanation by the applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Fields entered or changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<crate::diff::FieldChange>,
}

/// Input of [`chain_hash`]: an event without its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRecord {
    /// Key of the account.
    pub account: i64,
    /// Sequence number in the log of the account, from 1.
    pub seq: i64,
    /// Time of the event, in milliseconds since 1970-01-01 UTC.
    pub at_ms: i64,
    /// User name of the actor, equal to the code of the unit.
    pub actor_code: String,
    /// Name of the actor's unit at the time of the event.
    pub actor_name: String,
    /// Kind of the event.
    pub kind: EventKind,
    /// Status before the event; `None` for the first event.
    pub from: Option<Status>,
    /// Status after the event.
    pub to: Status,
    /// JSON of [`EventDetails`], byte for byte as stored.
    pub details_json: String,
}

/// Length of a hash, in hexadecimal digits.
pub const HASH_LENGTH: usize = 64;

/// Returns the hash of an event, in hexadecimal: SHA-256 over the previous hash and every field of
/// the event. Each part has its length in front, so no two different events produce the same input.
pub fn chain_hash(previous: &str, event: &EventRecord) -> String {
    let EventRecord {
        account,
        seq,
        at_ms,
        actor_code,
        actor_name,
        kind,
        from,
        to,
        details_json,
    } = event;
    let numbers = [account.to_string(), seq.to_string(), at_ms.to_string()];
    let parts = [
        previous,
        &numbers[0],
        &numbers[1],
        &numbers[2],
        actor_code,
        actor_name,
        kind.as_str(),
        from.map_or("", Status::as_str),
        to.as_str(),
        details_json,
    ];
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hasher
        .finalize()
        .iter()
        .fold(String::with_capacity(HASH_LENGTH), |mut hex, byte| {
            for nibble in [byte >> 4, byte & 15] {
                hex.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
            hex
        })
}

wire_names!(EventKind);

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> EventRecord {
        EventRecord {
            account: 7,
            seq: 2,
            at_ms: 1_780_000_000_000,
            actor_code: "110108".into(),
            actor_name: "海淀区".into(),
            kind: EventKind::Advanced,
            from: Some(Status::AddPending),
            to: Status::AddPending,
            details_json: "{}".into(),
        }
    }

    #[test]
    fn every_part_of_an_event_changes_its_hash() {
        let base = chain_hash("", &record());
        assert_eq!(base.len(), HASH_LENGTH);
        let altered = [
            EventRecord {
                account: 8,
                ..record()
            },
            EventRecord { seq: 3, ..record() },
            EventRecord {
                at_ms: 1,
                ..record()
            },
            EventRecord {
                actor_code: "110109".into(),
                ..record()
            },
            EventRecord {
                actor_name: "海淀".into(),
                ..record()
            },
            EventRecord {
                kind: EventKind::Approved,
                ..record()
            },
            EventRecord {
                from: None,
                ..record()
            },
            EventRecord {
                to: Status::Normal,
                ..record()
            },
            EventRecord {
                details_json: "{ }".into(),
                ..record()
            },
            EventRecord {
                actor_code: "110108海".into(),
                actor_name: "淀区".into(),
                ..record()
            },
        ];
        let mut hashes: Vec<_> = altered.iter().map(|event| chain_hash("", event)).collect();
        hashes.push(chain_hash("0", &record()));
        hashes.push(base);
        let count = hashes.len();
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes.len(), count);
    }

    #[test]
    fn wire_names_are_those_of_serde() {
        for kind in EventKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(EventKind::from_wire(kind.as_str()), Some(kind));
        }
    }
}
