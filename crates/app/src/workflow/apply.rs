//! Writes the record of a transition for one account: the account, its application and decision, the
//! counts, the event and the messages change together, in the caller's transaction.

use nmrs_domain::actor::Actor;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::event::EventDetails;
use nmrs_domain::status::Status;
use nmrs_domain::values::identifiers::{Identifier, ReportingUnitCode};
use nmrs_domain::values::ids::{AccountId, ApplicationId, OrgUnitId, ReportingUnitId};
use nmrs_domain::wire::{AccountIn, CurrentState};
use nmrs_domain::workflow::Decision;
use nmrs_domain::workflow::{
    self, Action, Effect, EnteredFields, PendingWith, Record, RecordInput, Refusal, Transition,
};
use nmrs_store::accounts::{
    self, Account, AccountUpdate, RegisteredFields, UpdateOutcome, WorkflowState,
};
use nmrs_store::org_units::OrgTree;
use nmrs_store::{Scope, StoreError, Tx, applications, counts, events, reporting_units};
use time::OffsetDateTime;

use super::registered_from;
use crate::AppError;
use crate::messages::{Notification, notify};

/// Input of a transition.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    /// The acting user.
    pub(crate) actor: &'a Actor,
    /// Time of the transition.
    pub(crate) at: OffsetDateTime,
    /// Texts that were entered, for the log.
    pub(crate) details: EventDetails,
    /// New fields that apply at once: drafts and additions.
    pub(crate) registered: Option<RegisteredFields>,
    /// Fields that a modification asks for; they apply once it is approved.
    pub(crate) requested: Option<&'a AccountIn>,
    /// The decision, for approvals and rejections.
    pub(crate) decision: Option<&'a Decision>,
}

impl<'a> Entry<'a> {
    /// Returns the input of a transition without any entered data.
    pub(crate) fn new(actor: &'a Actor, at: OffsetDateTime) -> Self {
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

/// Account after a transition.
#[derive(Debug, Clone)]
pub(crate) struct Applied {
    /// New version.
    pub(crate) version: i64,
    /// New position in the workflow.
    pub(crate) workflow: WorkflowState,
}

/// Writes a transition that [`nmrs_domain::workflow::decide`] permitted for this account.
///
/// Nothing else changes a status.
///
/// # Errors
/// [`ErrorCode::VersionConflict`] when the account changed since it was read,
/// [`ErrorCode::IdentityTaken`] when another living account has its identity,
/// [`ErrorCode::CodesExhausted`] when no identifier is left.
pub(crate) async fn apply(
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
        pending_with: pending_with(tree, transition)?,
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
    append_event(tx, actor, account.id, &record, at).await?;
    let notification = Notification {
        account,
        workflow: &workflow,
        event: record.event,
        details: &record.details,
        office: &actor.name,
        at,
    };
    notify(tx, tree, notification).await?;
    Ok(Applied { version, workflow })
}

/// Returns the org unit whose decision the account waits for afterwards.
pub(super) fn pending_with(
    tree: &OrgTree,
    transition: &Transition,
) -> Result<Option<OrgUnitId>, AppError> {
    match transition.pending_with {
        None => Ok(None),
        Some(PendingWith::OrgUnit(unit)) => Ok(Some(unit)),
        Some(PendingWith::Central) => tree
            .central()
            .map(|unit| Some(unit.id))
            .ok_or_else(|| AppError::Internal("no central office".into())),
    }
}

/// Stores the decision, moves the account's application on and opens a new one, according to the record.
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

/// Returns the fields that an approved modification asks for.
async fn requested_fields(tx: &Tx, account: &Account) -> Result<RegisteredFields, AppError> {
    let application = open_application(account)?;
    let requested = applications::requested(tx, application)
        .await?
        .ok_or_else(|| {
            AppError::Internal(format!("application {application} has no requested fields"))
        })?;
    Ok(registered_from(nmrs_domain::form::fields(&requested)?))
}

/// Draws the next identifier of the account's unit on its platform.
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

/// Updates the account and the counts.
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

/// Returns the refusal of a version that is not the present one.
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

/// Locks an account in the caller's scope, in the version that the caller has read.
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

/// Checks the rules; a refusal that depends on the state carries the present state.
///
/// # Errors
/// The refusal of [`workflow::decide`].
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
pub(crate) async fn append_event(
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
