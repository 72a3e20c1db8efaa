//! Whether the log is as it was written: every chain of every account.
//!
//! Found are: an altered event, a missing or added one, two that changed places, and a cut tail,
//! because the newest event has to agree with the account's status and time of change. Not found
//! is a forgery by somebody who can write everything, account and hashes included: against that
//! only a copy of the newest hashes in other hands helps (`docs/adr/0005`).

use std::collections::VecDeque;

use nmrs_domain::log::{self, Chain};
use nmrs_store::Snapshot;
use nmrs_store::accounts::{Head, heads_behind};
use nmrs_store::events::{Place, Stored, behind};

use crate::{App, AppError};

/// Accounts that are checked as of one moment.
const ACCOUNTS: u64 = 5_000;
/// Events that are read at a time.
const EVENTS: u64 = 5_000;

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
/// register, each time accounts and events as they were at one moment: the register may be in use.
///
/// # Errors
/// Database errors.
pub async fn verify_log(app: &App) -> Result<Report, AppError> {
    let mut report = Report::default();
    let mut last = 0;
    loop {
        let snapshot = app.store.snapshot().await?;
        let heads = heads_behind(&snapshot, last, ACCOUNTS).await?;
        let end = heads.last().map(|head| head.account);
        let mut events = Events {
            db: &snapshot,
            place: (last, i64::MAX),
            // Behind the last account there are only events of accounts that do not exist.
            end: end.unwrap_or(i64::MAX),
            buffer: VecDeque::new(),
        };
        for head in heads {
            check(&mut events, head, &mut report).await?;
        }
        while let Some(event) = events.next_up_to(events.end).await? {
            orphan(&event, &mut report);
        }
        snapshot.end().await?;
        match end {
            Some(end) => last = end,
            None => return Ok(report),
        }
    }
}

/// The log of some accounts in a row, account by account.
struct Events<'a> {
    db: &'a Snapshot,
    place: Place,
    end: i64,
    buffer: VecDeque<Stored>,
}

impl Events<'_> {
    /// The next event, if it belongs to this account or one before it.
    async fn next_up_to(&mut self, account: i64) -> Result<Option<Stored>, AppError> {
        if self.buffer.is_empty() {
            self.buffer = behind(self.db, self.place, self.end, EVENTS).await?.into();
            if let Some(event) = self.buffer.back() {
                self.place = (event.account, event.seq);
            }
        }
        Ok(self.buffer.pop_front_if(|event| event.account <= account))
    }
}

async fn check(events: &mut Events<'_>, head: Head, report: &mut Report) -> Result<(), AppError> {
    let Head {
        account,
        status,
        modified_ms,
    } = head;
    let mut chain = Chain::default();
    while let Some(event) = events.next_up_to(account).await? {
        if event.account == account {
            chain.push(event.seq, event.record.as_ref(), &event.hash);
        } else {
            orphan(&event, report);
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

/// One fault an account.
fn orphan(event: &Stored, report: &mut Report) {
    report.events += 1;
    let fault = Fault::Orphan {
        account: event.account,
    };
    if report.faults.last() != Some(&fault) {
        report.faults.push(fault);
    }
}
