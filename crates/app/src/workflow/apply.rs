//! Writing a transition: the account, its application and decision, the counts and the log change
//! together, in the caller's transaction.

use nmrs_domain::actor::{Actor, Party};
use nmrs_domain::code::{Identifier, ReportingUnitCode};
use nmrs_domain::diff::{self, FieldChange};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::form::Decision;
use nmrs_domain::ids::{AccountId, ApplicationId, OrgUnitId, ReportingUnitId};
use nmrs_domain::machine::{self, Action, Effect, Refusal, Transition, Turn};
use nmrs_domain::status::{ApplicationKind, Status};
use nmrs_domain::wire::{AccountIn, CurrentState};
use nmrs_store::accounts::{self, Account, Change, Registered, Step, Written};
use nmrs_store::org_units::OrgTree;
use nmrs_store::{Scope, StoreError, Tx, applications, counts, events, reporting_units};
use time::OffsetDateTime;

use super::registered::registered_from;
use crate::AppError;
use crate::messages::{Notification as News, notify as tell};

/// What comes with a transition.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Who acts.
    pub actor: &'a Actor,
    /// When.
    pub at: OffsetDateTime,
    /// What was entered, for the log.
    pub details: EventDetails,
    /// New fields of the account that are in force at once (drafts, additions).
    pub registered: Option<Registered>,
    /// Fields that a modification asks for; in force once it is approved.
    pub requested: Option<&'a AccountIn>,
    /// The decision, for approvals and rejections.
    pub decision: Option<&'a Decision>,
}

impl<'a> Entry<'a> {
    /// A transition with which nothing was entered.
    pub fn new(actor: &'a Actor, at: OffsetDateTime) -> Self {
        Self {
            actor,
            at,
            details: EventDetails::default(),
            registered: None,
            requested: None,
            decision: None,
        }
    }
}

/// What an account has become.
#[derive(Debug, Clone)]
pub struct Applied {
    /// Its version now.
    pub version: i64,
    /// Where it stands now.
    pub step: Step,
}

/// Writes a transition that [`nmrs_domain::machine::decide`] permitted for this very account.
///
/// Nothing else changes a status.
///
/// # Errors
/// [`ErrorCode::VersionConflict`] when the account changed since it was read,
/// [`ErrorCode::IdentityTaken`] when its identity belongs to another living account by now,
/// [`ErrorCode::CodesExhausted`] when no identifier is left.
pub async fn apply(
    tx: &Tx,
    tree: &OrgTree,
    account: &Account,
    transition: &Transition,
    entry: Entry<'_>,
) -> Result<Applied, AppError> {
    let Entry {
        actor,
        at,
        mut details,
        registered,
        requested,
        decision,
    } = entry;
    let kind = transition.from.pending().or(transition.from.rejected());
    details.application = details.application.or(kind);
    if let Some(decision) = decision {
        let Decision {
            verdict,
            reason,
            reviewer_name,
            reviewer_phone,
        } = decision;
        details.verdict = Some(*verdict);
        details.reason.clone_from(reason);
        details.person = Some(reviewer_name.clone());
        details.phone = Some(reviewer_phone.as_str().to_owned());
    }

    let mut step = Step {
        status: transition.to,
        turn: turn(tree, transition)?,
        since: at,
        application: account.step.application,
        restored: account.step.restored || transition.effect == Effect::Restore,
        identifier: account.step.identifier.clone(),
    };
    if let Some(decision) = decision {
        record_decision(tx, account, actor, decision, at).await?;
    }
    let mut registered = registered;
    match transition.effect {
        Effect::Register => {
            let identifier = draw_identifier(tx, account).await?;
            details.identifier = Some(identifier.clone());
            step.identifier = Some(identifier);
        }
        Effect::ApplyChanges => registered = Some(requested_fields(tx, account).await?),
        Effect::Open(kind) => {
            details.application = Some(kind);
            if kind == ApplicationKind::Add {
                details.changes = entered(account, registered.as_ref());
            }
        }
        _ => {}
    }
    step.application = move_application(tx, account, transition, at).await?;
    if let Effect::Open(kind) = transition.effect {
        let opened =
            applications::open(tx, account.id, kind, &details, requested, actor.user, at).await;
        step.application = Some(opened.map_err(|error| stale_if_duplicate(error, account))?);
    }
    let version = write(tx, account, registered, &step, at).await?;
    let kind = event_kind(account, transition);
    let event = events::NewEvent {
        account: account.id,
        actor,
        kind,
        from: Some(transition.from),
        to: transition.to,
        details: &details,
        at,
    };
    events::append(tx, event).await?;
    let news = News {
        account,
        step: &step,
        event: kind,
        details: &details,
        office: &actor.name,
        at,
    };
    tell(tx, tree, news).await?;
    Ok(Applied { version, step })
}

/// What was entered with an addition; when it was handed in before, what was corrected.
fn entered(account: &Account, registered: Option<&Registered>) -> Vec<FieldChange> {
    let stored = &account.registered.fields;
    let handed_in_before = account.step.application.is_some();
    let new = registered.map_or(stored, |registered| &registered.fields);
    diff::between(handed_in_before.then_some(stored), new)
}

fn event_kind(account: &Account, transition: &Transition) -> EventKind {
    match transition.effect {
        Effect::Store => EventKind::Edited,
        Effect::Open(_) if account.step.application.is_some() => EventKind::Resubmitted,
        Effect::Open(_) => EventKind::Applied,
        Effect::Advance => EventKind::Advanced,
        Effect::Register | Effect::ApplyChanges | Effect::Close | Effect::Restore => {
            EventKind::Approved
        }
        Effect::Reject => EventKind::Rejected,
        Effect::Abandon => EventKind::Abandoned,
        Effect::Remove if transition.from == Status::Draft => EventKind::Discarded,
        Effect::Remove => EventKind::Deleted,
    }
}

/// The org unit whose turn it is afterwards.
pub(crate) fn turn(tree: &OrgTree, transition: &Transition) -> Result<Option<OrgUnitId>, AppError> {
    match transition.turn {
        None => Ok(None),
        Some(Turn::OrgUnit(unit)) => Ok(Some(unit)),
        Some(Turn::Central) => tree
            .central()
            .map(|unit| Some(unit.id))
            .ok_or_else(|| AppError::Internal("no central office".into())),
    }
}

async fn record_decision(
    tx: &Tx,
    account: &Account,
    actor: &Actor,
    decision: &Decision,
    at: OffsetDateTime,
) -> Result<(), AppError> {
    let Party::Organizing { org_unit, .. } = actor.party else {
        return Err(AppError::refused(ErrorCode::Forbidden));
    };
    let application = open_application(account)?;
    applications::decide(tx, application, org_unit, actor.user, decision, at)
        .await
        .map_err(|error| stale_if_duplicate(error, account))
}

fn open_application(account: &Account) -> Result<ApplicationId, AppError> {
    account
        .step
        .application
        .ok_or_else(|| AppError::Internal(format!("account {} has no application", account.id)))
}

/// Moves the account's application on, and answers which one it still has afterwards.
async fn move_application(
    tx: &Tx,
    account: &Account,
    transition: &Transition,
    at: OffsetDateTime,
) -> Result<Option<ApplicationId>, AppError> {
    use applications::State;
    let Some(application) = account.step.application else {
        return Ok(None);
    };
    let (to, keeps) = match transition.effect {
        Effect::Store | Effect::Advance => return Ok(Some(application)),
        Effect::Reject => (State::Rejected, true),
        Effect::Open(_) => (State::Resubmitted, false),
        Effect::Register | Effect::ApplyChanges | Effect::Close | Effect::Restore => {
            (State::Approved, false)
        }
        Effect::Abandon => (State::Abandoned, false),
        Effect::Remove => (State::Removed, false),
    };
    let from = if transition.from.pending().is_some() {
        State::Open
    } else {
        State::Rejected
    };
    if !applications::advance(tx, application, from, to, at).await? {
        return Err(stale(account));
    }
    Ok(keeps.then_some(application))
}

/// What an approved modification puts in force.
async fn requested_fields(tx: &Tx, account: &Account) -> Result<Registered, AppError> {
    let application = open_application(account)?;
    let requested = applications::requested(tx, application)
        .await?
        .ok_or_else(|| AppError::Internal(format!("application {application} asks for nothing")))?;
    Ok(registered_from(nmrs_domain::form::fields(&requested)?))
}

/// The next identifier of the account's unit on its platform.
async fn draw_identifier(tx: &Tx, account: &Account) -> Result<String, AppError> {
    let exhausted = || AppError::refused(ErrorCode::CodesExhausted);
    let unit = ReportingUnitCode::parse(&account.unit.code)
        .map_err(|_| AppError::Internal(format!("unit code {}", account.unit.code)))?;
    let platform = account.registered.fields.kind.platform_code();
    let number =
        reporting_units::draw_identifier_number(tx, ReportingUnitId(account.unit.id), platform)
            .await?;
    let identifier = Identifier::nth(&unit, platform, number).map_err(|_| exhausted())?;
    Ok(identifier.as_str().to_owned())
}

/// The account itself, and everything that is counted from it.
async fn write(
    tx: &Tx,
    account: &Account,
    registered: Option<Registered>,
    step: &Step,
    at: OffsetDateTime,
) -> Result<i64, AppError> {
    let old_kind = account.registered.fields.kind;
    let new_kind = registered
        .as_ref()
        .map_or(old_kind, |registered| registered.fields.kind);
    let change = Change {
        registered,
        step: step.clone(),
        at,
    };
    let version = match accounts::update(tx, account, change).await {
        Ok(Written::Version(version)) => version,
        Ok(Written::Stale) => return Err(stale(account)),
        Err(StoreError::Duplicate(_)) => return Err(AppError::refused(ErrorCode::IdentityTaken)),
        Err(error) => return Err(error.into()),
    };
    counts::shift(
        tx,
        &account.ancestors(),
        Some((account.step.status, old_kind)),
        Some((step.status, new_kind)),
    )
    .await?;
    let counted = |status: Status| i64::from(status.counts_for_unit());
    reporting_units::shift_account_count(
        tx,
        ReportingUnitId(account.unit.id),
        counted(step.status) - counted(account.step.status),
    )
    .await?;
    Ok(version)
}

/// The caller read the account before somebody else changed it.
pub(crate) fn stale(account: &Account) -> AppError {
    AppError::refused(ErrorCode::VersionConflict).current(CurrentState {
        status: account.step.status,
        version: account.version,
    })
}

fn stale_if_duplicate(error: StoreError, account: &Account) -> AppError {
    match error {
        StoreError::Duplicate(_) => stale(account),
        error => error.into(),
    }
}

/// The account as the caller may act on it now: in its scope, and of the version that it read.
///
/// # Errors
/// [`ErrorCode::NotFound`], or [`ErrorCode::VersionConflict`] with the present state.
pub(crate) async fn lock(
    tx: &Tx,
    actor: &Actor,
    id: AccountId,
    version: i64,
) -> Result<Account, AppError> {
    let account = accounts::lock(tx, Scope::from(actor), id)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    if account.version == version {
        Ok(account)
    } else {
        Err(stale(&account))
    }
}

/// What the rules say, with the present state where they say “not now”.
///
/// # Errors
/// What [`machine::decide`] refuses.
pub(crate) fn permitted(
    account: &Account,
    actor: &Actor,
    action: Action,
) -> Result<Transition, AppError> {
    machine::decide(&account.state(), actor, action).map_err(|refusal| {
        let error = AppError::from(refusal);
        match refusal {
            Refusal::Invisible | Refusal::Forbidden => error,
            _ => error.current(CurrentState {
                status: account.step.status,
                version: account.version,
            }),
        }
    })
}

/// The first line of the log of an account that is only stored.
pub(crate) async fn log_new(
    tx: &Tx,
    actor: &Actor,
    account: AccountId,
    kind: EventKind,
    at: OffsetDateTime,
) -> Result<(), AppError> {
    let event = events::NewEvent {
        account,
        actor,
        kind,
        from: None,
        to: Status::Draft,
        details: &EventDetails::default(),
        at,
    };
    Ok(events::append(tx, event).await?)
}
