//! Verification of the hash chain of a log.
//!
//! The verification detects an altered event, a missing, added or moved event, and a truncated end:
//! the newest event must agree with the account's status and time of change. `docs/adr/0005` lists
//! the manipulations that cannot be detected.

use serde::{Deserialize, Serialize};

use crate::event::{EventRecord, chain_hash};
use crate::status::Status;

/// First fault in a log; later faults are its consequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An event is missing, was added or was moved.
    OutOfOrder {
        /// Expected position.
        expected: i64,
        /// Position found.
        found: i64,
    },
    /// The event, or the one before it, was altered.
    Altered {
        /// Position of the event.
        seq: i64,
    },
    /// The newest event does not agree with the current state of the account.
    Cut {
        /// Position of the first missing event.
        expected: i64,
    },
}

/// Kind of a fault in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FaultReason {
    /// An event is missing, was added or was moved.
    OutOfOrder,
    /// An event, or the one before it, was altered.
    Altered,
    /// The newest events are missing.
    Cut,
}

impl Fault {
    /// Returns the position of the event at which the fault was detected.
    pub const fn seq(self) -> i64 {
        match self {
            Self::OutOfOrder { expected, .. } | Self::Cut { expected } => expected,
            Self::Altered { seq } => seq,
        }
    }

    /// Returns the kind of the fault.
    pub const fn reason(self) -> FaultReason {
        match self {
            Self::OutOfOrder { .. } => FaultReason::OutOfOrder,
            Self::Altered { .. } => FaultReason::Altered,
            Self::Cut { .. } => FaultReason::Cut,
        }
    }

    /// Returns a Chinese sentence for users.
    pub fn detail(self) -> String {
        match self {
            Self::OutOfOrder { expected, .. } => {
                format!("第 {expected} 条流水缺失，或前后次序被改动。")
            }
            Self::Altered { seq } => {
                format!("第 {seq} 条流水与校验值不符：这一条或前一条被改动过。")
            }
            Self::Cut { .. } => "最近的流水缺失：流水的末尾与账号现状对不上。".into(),
        }
    }
}

/// Result of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    /// Number of verified events.
    pub events: u64,
    /// Hash of the newest event; `None` for an empty log.
    pub head: Option<String>,
    /// First fault, if any.
    pub fault: Option<Fault>,
}

/// Verifier of a log, which takes the events one by one from the first.
#[derive(Debug, Clone)]
pub struct ChainVerifier {
    previous: Option<String>,
    next: i64,
    newest: Option<(Status, i64)>,
    events: u64,
    fault: Option<Fault>,
}

impl Default for ChainVerifier {
    fn default() -> Self {
        Self {
            previous: None,
            next: 1,
            newest: None,
            events: 0,
            fault: None,
        }
    }
}

impl ChainVerifier {
    /// Verifies the next event. `record` is `None` if the stored event cannot be parsed.
    pub fn push(&mut self, seq: i64, record: Option<&EventRecord>, hash: &str) {
        self.events += 1;
        if self.fault.is_none() {
            let previous = self.previous.as_deref().unwrap_or_default();
            let genuine = record.is_some_and(|record| chain_hash(previous, record) == hash);
            if seq != self.next {
                self.fault = Some(Fault::OutOfOrder {
                    expected: self.next,
                    found: seq,
                });
            } else if !genuine {
                self.fault = Some(Fault::Altered { seq });
            }
        }
        self.next = seq.saturating_add(1);
        self.newest = record.map(|record| (record.to, record.at_ms));
        self.previous = Some(hash.to_owned());
    }

    /// Returns the result for the events alone.
    pub fn end(self) -> ChainReport {
        ChainReport {
            events: self.events,
            head: self.previous,
            fault: self.fault,
        }
    }

    /// Returns the result, including the comparison of the newest event with the account's status
    /// and its time of change (milliseconds since 1970, UTC).
    pub fn end_at(mut self, status: Status, modified_ms: i64) -> ChainReport {
        if self.fault.is_none() && self.newest != Some((status, modified_ms)) {
            self.fault = Some(Fault::Cut {
                expected: self.next,
            });
        }
        self.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventKind;

    /// Returns a log of four events with their hashes.
    fn log() -> Vec<(EventRecord, String)> {
        let mut previous = String::new();
        (1..=4)
            .map(|seq| {
                let record = EventRecord {
                    account: 7,
                    seq,
                    at_ms: seq * 1000,
                    actor_code: "110108M044".into(),
                    actor_name: "上庄镇".into(),
                    kind: EventKind::Applied,
                    from: Some(Status::Draft),
                    to: Status::AddPending,
                    details_json: format!("{{\"reason\":\"{seq}\"}}"),
                };
                previous = chain_hash(&previous, &record);
                (record, previous.clone())
            })
            .collect()
    }

    fn check(log: &[(EventRecord, String)]) -> ChainReport {
        let mut chain = ChainVerifier::default();
        for (record, hash) in log {
            chain.push(record.seq, Some(record), hash);
        }
        chain.end_at(Status::AddPending, 4000)
    }

    #[test]
    fn a_log_as_it_was_written_is_whole() {
        let log = log();
        let checked = check(&log);
        assert_eq!((checked.events, checked.fault), (4, None));
        assert_eq!(checked.head.as_ref(), log.last().map(|(_, hash)| hash));
    }

    #[test]
    fn each_way_of_tampering_is_found_where_it_begins() {
        type Tamper = fn(&mut Vec<(EventRecord, String)>);
        let ways: [(Tamper, Fault); 6] = [
            (
                |log| log[1].0.actor_name = "别人".into(),
                Fault::Altered { seq: 2 },
            ),
            (|log| log[2].1 = "0".repeat(64), Fault::Altered { seq: 3 }),
            (
                |log| {
                    log.remove(1);
                },
                Fault::OutOfOrder {
                    expected: 2,
                    found: 3,
                },
            ),
            (
                |log| {
                    log.swap(1, 2);
                    log[1].0.seq = 2;
                    log[2].0.seq = 3;
                },
                Fault::Altered { seq: 2 },
            ),
            (|log| log.truncate(3), Fault::Cut { expected: 4 }),
            (Vec::clear, Fault::Cut { expected: 1 }),
        ];
        for (tamper, fault) in ways {
            let mut log = log();
            tamper(&mut log);
            let found = check(&log).fault.unwrap();
            assert_eq!(found, fault);
            assert!(found.detail().ends_with('。'));
        }
    }

    #[test]
    fn an_event_that_cannot_be_read_is_an_altered_one() {
        let mut chain = ChainVerifier::default();
        chain.push(1, None, "x");
        assert_eq!(chain.end().fault, Some(Fault::Altered { seq: 1 }));
    }
}
