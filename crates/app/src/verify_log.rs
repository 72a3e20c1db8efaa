//! Whether the log is as it was written: every chain of every account.
//!
//! Found are: an altered event, a missing or added one, two that changed places, and a cut tail,
//! because the newest event has to agree with the account's status and time of change. Not found
//! is a forgery by somebody who can write everything, account and hashes included: against that
//! only a copy of the newest hashes in other hands helps (`docs/adr/0005`).

use std::collections::VecDeque;

use nmrs_domain::event::chain_hash;
use nmrs_store::accounts::{Head, heads_behind};
use nmrs_store::events::{Place, Stored, behind};

use crate::{App, AppError};

/// Rows that are read at a time.
const BATCH: u64 = 5_000;

/// What is wrong with the log of an account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An event is missing, was added, or stands in another's place.
    #[error("account {account}: event {expected} is missing or out of order (found {found})")]
    OutOfOrder {
        /// The account.
        account: i64,
        /// The number that should come here.
        expected: i64,
        /// The number that does.
        found: i64,
    },
    /// An event, or the one before it, is not as it was written.
    #[error(
        "account {account}: event {seq} does not match its hash: it or the one before was altered"
    )]
    Altered {
        /// The account.
        account: i64,
        /// The event.
        seq: i64,
    },
    /// The newest event does not tell how the account came to be as it is.
    #[error(
        "account {account}: its newest events are missing: the log ends before its last change"
    )]
    Cut {
        /// The account.
        account: i64,
    },
    /// Events of an account that does not exist.
    #[error("account {account}: it has a log, but is not there")]
    Orphan {
        /// The account.
        account: i64,
    },
}

/// What was checked and found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Accounts whose log was checked.
    pub accounts: u64,
    /// Events that were checked.
    pub events: u64,
    /// What is wrong, in the order of the accounts.
    pub faults: Vec<Fault>,
}

/// Checks the log of every account. Reads a few thousand rows at a time, whatever the size of the
/// register.
///
/// # Errors
/// Database errors.
pub async fn verify_log(app: &App) -> Result<Report, AppError> {
    let mut report = Report::default();
    let mut events = Events {
        app,
        place: (0, 0),
        buffer: VecDeque::new(),
    };
    let mut last = 0;
    loop {
        let heads = heads_behind(&app.store, last, BATCH).await?;
        let Some(end) = heads.last() else { break };
        last = end.account;
        for head in heads {
            check(&mut events, head, &mut report).await?;
        }
    }
    while let Some(event) = events.next_up_to(i64::MAX).await? {
        let account = event.record.account;
        report.events += 1;
        if report.faults.last() != Some(&Fault::Orphan { account }) {
            report.faults.push(Fault::Orphan { account });
        }
    }
    Ok(report)
}

/// The log of the whole register, account by account.
struct Events<'a> {
    app: &'a App,
    place: Place,
    buffer: VecDeque<Stored>,
}

impl Events<'_> {
    /// The next event, if it belongs to this account or one before it.
    async fn next_up_to(&mut self, account: i64) -> Result<Option<Stored>, AppError> {
        if self.buffer.is_empty() {
            self.buffer = behind(&self.app.store, self.place, BATCH).await?.into();
            if let Some(event) = self.buffer.back() {
                self.place = (event.record.account, event.record.seq);
            }
        }
        Ok(self
            .buffer
            .pop_front_if(|event| event.record.account <= account))
    }
}

async fn check(events: &mut Events<'_>, head: Head, report: &mut Report) -> Result<(), AppError> {
    let Head {
        account,
        status,
        modified_ms,
    } = head;
    report.accounts += 1;
    let mut previous = String::new();
    let mut expected = 1;
    let mut newest = None;
    let before = report.faults.len();
    while let Some(Stored { record, hash }) = events.next_up_to(account).await? {
        report.events += 1;
        if record.account != account {
            report.faults.push(Fault::Orphan {
                account: record.account,
            });
            continue;
        }
        // One fault an account: what follows the first is its consequence.
        if report.faults.len() == before {
            if record.seq != expected {
                report.faults.push(Fault::OutOfOrder {
                    account,
                    expected,
                    found: record.seq,
                });
            } else if chain_hash(&previous, &record) != hash {
                report.faults.push(Fault::Altered {
                    account,
                    seq: record.seq,
                });
            }
        }
        expected = record.seq + 1;
        newest = Some((record.to, record.at_ms));
        previous = hash;
    }
    if report.faults.len() == before && newest != Some((status, modified_ms)) {
        report.faults.push(Fault::Cut { account });
    }
    Ok(())
}
