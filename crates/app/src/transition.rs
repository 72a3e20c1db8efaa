//! Writing a transition: the account, its application and decision, the counts and the log change
//! together, in the caller's transaction.

use nmrs_domain::actor::Actor;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::event::EventDetails;
use nmrs_domain::form::Decision;
use nmrs_domain::identifiers::{Identifier, ReportingUnitCode};
use nmrs_domain::ids::{AccountId, ApplicationId, OrgUnitId, ReportingUnitId};
use nmrs_domain::status::Status;
use nmrs_domain::wire::{AccountIn, CurrentState};
use nmrs_domain::workflow::{
    self, Action, Effect, EnteredFields, PendingWith, Record, RecordInput, Refusal, Transition,
};
use nmrs_store::accounts::{
    self, Account, AccountUpdate, RegisteredFields, UpdateOutcome, WorkflowState,
};
use nmrs_store::org_units::OrgTree;
use nmrs_store::{Scope, StoreError, Tx, applications, counts, events, reporting_units};
use time::OffsetDateTime;

use crate::AppError;
use crate::accounts::registered_from;
use crate::messages::{News, tell};

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
    pub registered: Option<RegisteredFields>,
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
    pub workflow: WorkflowState,
}

/// Writes a transition that [`nmrs_domain::workflow::decide`] permitted for this very account.
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
        details,
        registered,
        requested,
        decision,
    } = entry;
    let identifier = match transition.effect {
        Effect::Register => Some(draw_identifier(tx, account).await?),
        _ => None,
    };
    let stored = &account.registered.fields;
    let new = registered.as_ref().map_or(stored, |new| &new.fields);
    let input = RecordInput {
        details,
        fields: Some(EnteredFields { stored, new }),
        decision,
        identifier,
    };
    let record = workflow::record(&account.state(), actor, transition, input)?;
    let workflow = WorkflowState {
        application: write_application(tx, account, &record, actor, requested, at).await?,
        status: record.state.status,
        pending_with: turn(tree, transition)?,
        since: at,
        restored: record.state.restored,
        identifier: record
            .details
            .identifier
            .clone()
            .or_else(|| account.workflow.identifier.clone()),
    };
    let registered = match transition.effect {
        Effect::ApplyChanges => Some(requested_fields(tx, account).await?),
        _ => registered,
    };
    let version = write(tx, account, registered, &workflow, at).await?;
    log(tx, actor, account.id, &record, at).await?;
    let news = News {
        account,
        workflow: &workflow,
        event: record.event,
        details: &record.details,
        office: &actor.name,
        at,
    };
    tell(tx, tree, news).await?;
    Ok(Applied { version, workflow })
}

/// The org unit whose turn it is afterwards.
pub(crate) fn turn(tree: &OrgTree, transition: &Transition) -> Result<Option<OrgUnitId>, AppError> {
    match transition.turn {
        None => Ok(None),
        Some(PendingWith::OrgUnit(unit)) => Ok(Some(unit)),
        Some(PendingWith::Central) => tree
            .central()
            .map(|unit| Some(unit.id))
            .ok_or_else(|| AppError::Internal("no central office".into())),
    }
}

/// Stores the decision, moves the account's application on and opens a new one, as the record says.
/// Returns the application that the account has afterwards.
async fn write_application(
    tx: &Tx,
    account: &Account,
    record: &Record,
    actor: &Actor,
    requested: Option<&AccountIn>,
    at: OffsetDateTime,
) -> Result<Option<ApplicationId>, AppError> {
    let conflict = |error| stale_if_duplicate(error, account);
    if let Some((org_unit, decision)) = &record.review {
        let application = open_application(account)?;
        applications::decide(tx, application, *org_unit, actor.user, decision, at)
            .await
            .map_err(conflict)?;
    }
    if let Some((from, to)) = record.application {
        let application = open_application(account)?;
        if !applications::change_state(tx, application, from, to, at).await? {
            return Err(stale(account));
        }
    }
    if let Some(kind) = record.opened {
        let form = &record.details;
        let opened =
            applications::open(tx, account.id, kind, form, requested, actor.user, at).await;
        return opened.map(Some).map_err(conflict);
    }
    Ok(account
        .workflow
        .application
        .filter(|_| record.keeps_application()))
}

fn open_application(account: &Account) -> Result<ApplicationId, AppError> {
    account
        .workflow
        .application
        .ok_or_else(|| AppError::Internal(format!("account {} has no application", account.id)))
}

/// What an approved modification puts in force.
async fn requested_fields(tx: &Tx, account: &Account) -> Result<RegisteredFields, AppError> {
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
        reporting_units::next_identifier_number(tx, ReportingUnitId(account.unit.id), platform)
            .await?;
    let identifier = Identifier::nth(&unit, platform, number).map_err(|_| exhausted())?;
    Ok(identifier.as_str().to_owned())
}

/// The account itself, and everything that is counted from it.
async fn write(
    tx: &Tx,
    account: &Account,
    registered: Option<RegisteredFields>,
    workflow: &WorkflowState,
    at: OffsetDateTime,
) -> Result<i64, AppError> {
    let old_kind = account.registered.fields.kind;
    let new_kind = registered
        .as_ref()
        .map_or(old_kind, |registered| registered.fields.kind);
    let change = AccountUpdate {
        registered,
        workflow: workflow.clone(),
        at,
    };
    let version = match accounts::update(tx, account, change).await {
        Ok(UpdateOutcome::Updated(version)) => version,
        Ok(UpdateOutcome::Stale) => return Err(stale(account)),
        Err(StoreError::Duplicate(_)) => return Err(AppError::refused(ErrorCode::IdentityTaken)),
        Err(error) => return Err(error.into()),
    };
    counts::shift(
        tx,
        &account.ancestors(),
        Some((account.workflow.status, old_kind)),
        Some((workflow.status, new_kind)),
    )
    .await?;
    let counted = |status: Status| i64::from(status.counts_for_unit());
    reporting_units::shift_account_count(
        tx,
        ReportingUnitId(account.unit.id),
        counted(workflow.status) - counted(account.workflow.status),
    )
    .await?;
    Ok(version)
}

/// The caller read the account before somebody else changed it.
pub(crate) fn stale(account: &Account) -> AppError {
    AppError::refused(ErrorCode::VersionConflict).current(CurrentState {
        status: account.workflow.status,
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
/// What [`workflow::decide`] refuses.
pub(crate) fn permitted(
    account: &Account,
    actor: &Actor,
    action: Action,
) -> Result<Transition, AppError> {
    workflow::decide(&account.state(), actor, action).map_err(|refusal| {
        let error = AppError::from(refusal);
        match refusal {
            Refusal::Invisible | Refusal::Forbidden => error,
            _ => error.current(CurrentState {
                status: account.workflow.status,
                version: account.version,
            }),
        }
    })
}

/// Appends the event of a record to the account's log.
pub(crate) async fn log(
    tx: &Tx,
    actor: &Actor,
    account: AccountId,
    record: &Record,
    at: OffsetDateTime,
) -> Result<(), AppError> {
    let event = events::NewEvent {
        account,
        actor,
        kind: record.event,
        from: record.from,
        to: record.state.status,
        details: &record.details,
        at,
    };
    Ok(events::append(tx, event).await?)
}
