use nmrs_domain::calendar::{day_in_china, format_day};
use nmrs_domain::message::{MessageKind, OverdueReview, reminder};
use nmrs_domain::query::{Paging, ReviewFilter, WaitingFilter};
use nmrs_domain::values::ids::OrgUnitId;
use nmrs_store::jobs::{self, Job};
use nmrs_store::messages::{self, NewMessage, ReadRange};
use nmrs_store::users::{self, Owner};
use nmrs_store::{Tx, accounts};
use time::Duration;

use crate::calendar::Waiting;
use crate::{App, AppError};

/// Most applications that a reminder names.
const MAX_NAMED: u32 = 5;
/// Lease of the job without renewal: a killed server blocks it no longer.
const LEASE: Duration = Duration::minutes(2);

/// Outcome of a round of reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminded {
    /// Number of offices reminded in this run; the rest were already reminded or have nothing overdue.
    Offices(u64),
    /// Today is not a working day.
    DayOff,
    /// Another server sends the reminders.
    Busy,
}

/// Reminds the offices unless they were reminded today. Servers call it every few minutes.
///
/// # Errors
/// Database errors.
pub async fn remind_daily(app: &App, holder: &str) -> Result<Reminded, AppError> {
    let last = jobs::last_run(&app.store, Job::Reminders).await?;
    if last.map(day_in_china) == Some(day_in_china(app.now())) {
        return Ok(Reminded::Offices(0));
    }
    remind(app, holder).await
}

/// Sends each office one message a working day about its overdue decisions, on one server at a time.
/// `holder` is the unique name of this process.
///
/// # Errors
/// Database errors.
pub async fn remind(app: &App, holder: &str) -> Result<Reminded, AppError> {
    let version = nmrs_store::calendar::version(&app.store).await?;
    let waiting = app.waiting(version).await?;
    if !waiting.is_working_day() {
        return Ok(Reminded::DayOff);
    }
    let tx = app.store.begin().await?;
    if !renew_lease(&tx, app, holder).await? {
        return Ok(Reminded::Busy);
    }
    tx.commit().await?;
    let outcome = remind_offices(app, &waiting, holder).await;
    let finished = matches!(outcome, Ok(Reminded::Offices(_)));
    let tx = app.store.begin().await?;
    let at = finished.then(|| waiting.now());
    jobs::release(&tx, Job::Reminders, holder, at).await?;
    tx.commit().await?;
    if let Ok(Reminded::Offices(offices @ 1..)) = outcome {
        tracing::info!(offices, "Reminded offices of what waits too long");
    }
    outcome
}

async fn renew_lease(tx: &Tx, app: &App, holder: &str) -> Result<bool, AppError> {
    let now = app.now();
    Ok(jobs::acquire(tx, Job::Reminders, holder, now, now + LEASE).await?)
}

/// Reminds each office in its own transaction, so that other writers do not wait and a killed server
/// leaves complete reminders.
async fn remind_offices(app: &App, waiting: &Waiting, holder: &str) -> Result<Reminded, AppError> {
    let overdue = accounts::overdue_offices(&app.store, waiting.overdue_before()).await?;
    let mut reminded = 0;
    for (office, _) in overdue {
        let tx = app.store.begin().await?;
        if !renew_lease(&tx, app, holder).await? {
            return Ok(Reminded::Busy);
        }
        if remind_office(&tx, waiting, office).await? {
            reminded += 1;
        }
        tx.commit().await?;
    }
    Ok(Reminded::Offices(reminded))
}

/// Writes the reminder of an office if something is overdue and today has none yet. Returns true if
/// it was written.
async fn remind_office(tx: &Tx, waiting: &Waiting, office: OrgUnitId) -> Result<bool, AppError> {
    let Some(to) = users::find_by_owner(tx, Owner::OrgUnit(office)).await? else {
        return Ok(false);
    };
    let filter = ReviewFilter {
        kind: None,
        waiting: WaitingFilter {
            overdue: true,
            begun_before: Some(waiting.overdue_before()),
            ..WaitingFilter::default()
        },
        newest_first: false,
        paging: Paging {
            page: 1,
            per_page: MAX_NAMED,
        },
    };
    let count = accounts::queue_count(tx, office, &filter).await?;
    if count == 0 {
        return Ok(false);
    }
    let oldest = accounts::queue_page(tx, office, &filter).await?;
    let oldest: Vec<OverdueReview> = oldest
        .into_iter()
        .map(|account| OverdueReview {
            account: account.registered.fields.name.unwrap_or_default(),
            application: account.workflow.status.pending(),
            days: waiting.days(account.workflow.since),
        })
        .collect();
    let (at, kind) = (waiting.now(), MessageKind::Overdue);
    let once = format!("overdue:{office}:{}", format_day(day_in_china(at)));
    let message = NewMessage {
        to,
        kind,
        text: &reminder(waiting.limit(), count, &oldest),
        account: None,
        application: None,
        dedupe_key: Some(once),
        at,
    };
    let earlier = messages::newest(tx, to).await?;
    let written = messages::insert(tx, message).await?;
    if let (true, Some(earlier)) = (written, earlier) {
        // The new reminder replaces the earlier ones: only one stays unread.
        messages::mark_read(tx, to, ReadRange::UpToOfKind(earlier, kind), at).await?;
    }
    Ok(written)
}
