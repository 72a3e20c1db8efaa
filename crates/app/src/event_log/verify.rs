//! Verifies the hash chains of all accounts.
//!
//! Found are altered, missing, added and exchanged events, and a truncated log: the newest event must
//! agree with the status and the time of change of the account. A forgery that rewrites accounts and
//! hashes alike is not found; only a copy of the newest hashes elsewhere helps (`docs/adr/0005`).

use std::collections::VecDeque;

use nmrs_domain::log::{self, ChainVerifier};
use nmrs_store::Snapshot;
use nmrs_store::accounts::{AccountLogState, log_states_after};
use nmrs_store::events::{LogPosition, StoredEvent, events_after};

use crate::{App, AppError};

/// Accounts per snapshot of the database.
const ACCOUNT_BATCH: u64 = 5_000;
/// Events per query.
const EVENT_BATCH: u64 = 5_000;

/// A fault in the log of an account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An event is missing, was added, or is out of order.
    #[error("account {account}: event {expected} is missing or out of order (found {found})")]
    OutOfOrder {
        /// Id of the account.
        account: i64,
        /// Expected sequence number.
        expected: i64,
        /// Found sequence number.
        found: i64,
    },
    /// An event or the one before it was altered.
    #[error(
        "account {account}: event {seq} does not match its hash: it or the one before was altered"
    )]
    Altered {
        /// Id of the account.
        account: i64,
        /// Sequence number of the event.
        seq: i64,
    },
    /// The log ends before the last change of the account.
    #[error(
        "account {account}: its newest events are missing: the log ends before its last change"
    )]
    Cut {
        /// Id of the account.
        account: i64,
    },
    /// Events of an account that does not exist.
    #[error("account {account}: it has a log, but is not there")]
    Orphan {
        /// Id of the account.
        account: i64,
    },
}

/// The result of a verification.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Number of accounts.
    pub accounts: u64,
    /// Number of events.
    pub events: u64,
    /// Faults, ordered by account.
    pub faults: Vec<Fault>,
}

/// Verifies the log of every account. Reads at most 5,000 accounts and events at a time, in one
/// snapshot each, so that the register can be in use.
///
/// # Errors
/// Database errors.
pub async fn verify_log(app: &App) -> Result<Report, AppError> {
    let mut report = Report::default();
    let mut last = 0;
    loop {
        let snapshot = app.store.snapshot().await?;
        let heads = log_states_after(&snapshot, last, ACCOUNT_BATCH).await?;
        let end = heads.last().map(|head| head.account);
        let mut events = EventReader {
            db: &snapshot,
            place: (last, i64::MAX),
            // After the last account only events of missing accounts are left.
            end: end.unwrap_or(i64::MAX),
            buffer: VecDeque::new(),
        };
        for head in heads {
            verify_account(&mut events, head, &mut report).await?;
        }
        while let Some(event) = events.next_up_to(events.end).await? {
            add_orphan(&event, &mut report);
        }
        snapshot.end().await?;
        match end {
            Some(end) => last = end,
            None => return Ok(report),
        }
    }
}

/// Reads the events of consecutive accounts, ordered by account.
struct EventReader<'a> {
    db: &'a Snapshot,
    place: LogPosition,
    end: i64,
    buffer: VecDeque<StoredEvent>,
}

impl EventReader<'_> {
    /// Returns the next event if it belongs to `account` or an earlier one.
    async fn next_up_to(&mut self, account: i64) -> Result<Option<StoredEvent>, AppError> {
        if self.buffer.is_empty() {
            self.buffer = events_after(self.db, self.place, self.end, EVENT_BATCH)
                .await?
                .into();
            if let Some(event) = self.buffer.back() {
                self.place = (event.account, event.seq);
            }
        }
        Ok(self.buffer.pop_front_if(|event| event.account <= account))
    }
}

async fn verify_account(
    events: &mut EventReader<'_>,
    head: AccountLogState,
    report: &mut Report,
) -> Result<(), AppError> {
    let AccountLogState {
        account,
        status,
        modified_ms,
    } = head;
    let mut chain = ChainVerifier::default();
    while let Some(event) = events.next_up_to(account).await? {
        if event.account == account {
            chain.push(event.seq, event.record.as_ref(), &event.hash);
        } else {
            add_orphan(&event, report);
        }
    }
    let checked = chain.end_at(status, modified_ms);
    report.accounts += 1;
    report.events += checked.events;
    report.faults.extend(checked.fault.map(|fault| match fault {
        log::Fault::OutOfOrder { expected, found } => Fault::OutOfOrder {
            account,
            expected,
            found,
        },
        log::Fault::Altered { seq } => Fault::Altered { account, seq },
        log::Fault::Cut { .. } => Fault::Cut { account },
    }));
    Ok(())
}

/// Adds one fault per missing account.
fn add_orphan(event: &StoredEvent, report: &mut Report) {
    report.events += 1;
    let fault = Fault::Orphan {
        account: event.account,
    };
    if report.faults.last() != Some(&fault) {
        report.faults.push(fault);
    }
}
