//! The log of an account (流水): append-only, each event chained to the one before by a hash.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::status::{ApplicationKind, Status, Verdict};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum EventKind {
    /// The draft was first stored.
    Drafted,
    /// The draft was changed.
    Edited,
    /// The draft was deleted by its unit.
    Discarded,
    /// An application was handed in.
    Applied,
    /// A rejected application was handed in again.
    Resubmitted,
    /// A rejected application was given up.
    Abandoned,
    /// Approved, but not finally.
    Advanced,
    /// Approved, and in force.
    Approved,
    /// Rejected.
    Rejected,
    /// Deleted by the central office.
    Deleted,
}

impl EventKind {
    /// The kind as users choose it, whatever was applied for.
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

    /// The event as a line of the log names it.
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

/// What was entered with an event; absent parts were not asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct EventDetails {
    /// The application concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationKind>,
    /// The decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The reason given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Name of the reviewer or applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Phone of the reviewer or applicant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The identifier that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// Date of cancellation of a closed account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled_on: Option<String>,
    /// Letter number of a deletion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter_number: Option<String>,
    /// What was told besides, in the applicant's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// The fields that were entered or changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<crate::diff::FieldChange>,
}

/// An event before it is chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRecord {
    /// Key of the account.
    pub account: i64,
    /// Place in the account's log, from 1.
    pub seq: i64,
    /// When, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// User name of who did it.
    pub actor_code: String,
    /// Name of that unit at the time.
    pub actor_name: String,
    /// What happened.
    pub kind: EventKind,
    /// Status before; `None` for the first event.
    pub from: Option<Status>,
    /// Status after.
    pub to: Status,
    /// [`EventDetails`] exactly as stored.
    pub details_json: String,
}

/// Length of a hash in hexadecimal digits.
pub const HASH_LENGTH: usize = 64;

/// The hash of an event: SHA-256 over the hash before it and every part of the event, each with its
/// length in front, so that no two different events give the same bytes. In hexadecimal.
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
