//! Reminding offices of the decisions that they leave waiting beyond the limit: on each working day
//! one message an office, however many servers there are.

use nmrs_domain::calendar::{day_in_china, format_day};
use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::message::{MessageKind, OverdueReview, reminder};
use nmrs_domain::query::{Paging, ReviewFilter, WaitingFilter};
use nmrs_store::jobs::{self, Job};
use nmrs_store::messages::{self, NewMessage, ReadRange};
use nmrs_store::users::{self, Owner};
use nmrs_store::{Tx, accounts};
use time::Duration;

use crate::waiting::Waiting;
use crate::{App, AppError};

/// How many of the oldest a reminder names.
const NAMED: u32 = 5;
/// How long the job is held without a sign of life; a server that was killed holds it no longer.
const HELD: Duration = Duration::minutes(2);

/// What became of a round of reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminded {
    /// So many offices were reminded now; others had been before, or have nothing that is late.
    Offices(u64),
    /// Nobody works today.
    DayOff,
    /// Another server is at it.
    Busy,
}

/// Reminds the offices, unless that was done today: what a server does every few minutes.
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

/// Reminds the offices that have not been reminded today. `holder` names this process among all
/// that may do the same at the same time.
///
/// # Errors
/// Database errors.
pub async fn remind(app: &App, holder: &str) -> Result<Reminded, AppError> {
    let version = nmrs_store::calendar::version(&app.store).await?;
    let waiting = app.waiting(version).await?;
    if !waiting.works_today() {
        return Ok(Reminded::DayOff);
    }
    let tx = app.store.begin().await?;
    if !hold(&tx, app, holder).await? {
        return Ok(Reminded::Busy);
    }
    tx.commit().await?;
    let outcome = round(app, &waiting, holder).await;
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

async fn hold(tx: &Tx, app: &App, holder: &str) -> Result<bool, AppError> {
    let now = app.now();
    Ok(jobs::acquire(tx, Job::Reminders, holder, now, now + HELD).await?)
}

/// One office after the other, each in its own transaction: no other writer waits long, and what a
/// killed server has written is not written again by the next.
async fn round(app: &App, waiting: &Waiting, holder: &str) -> Result<Reminded, AppError> {
    let late = accounts::overdue_offices(&app.store, waiting.overdue_before()).await?;
    let mut reminded = 0;
    for (office, _) in late {
        let tx = app.store.begin().await?;
        if !hold(&tx, app, holder).await? {
            return Ok(Reminded::Busy);
        }
        if office_reminded(&tx, waiting, office).await? {
            reminded += 1;
        }
        tx.commit().await?;
    }
    Ok(Reminded::Offices(reminded))
}

/// Writes the reminder of an office, if it has none of today and something is late by now.
async fn office_reminded(tx: &Tx, waiting: &Waiting, office: OrgUnitId) -> Result<bool, AppError> {
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
            per_page: NAMED,
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
        // Yesterday's reminder has nothing to say that today's does not: one alone is unread.
        messages::mark_read(tx, to, ReadRange::UpToOfKind(earlier, kind), at).await?;
    }
    Ok(written)
}
