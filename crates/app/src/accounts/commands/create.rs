//! Declaring a new account.

use nmrs_domain::actor::{Actor, Party};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::form;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::{self, AccountState, Action, Effect, ReviewChain, Transition};
use nmrs_domain::status::Status;
use nmrs_domain::wire::{AccountIn, AccountOut};
use nmrs_store::accounts::{self, NewAccount, Registered, Step};
use nmrs_store::org_units::OrgTree;
use nmrs_store::{StoreError, Tx};

use super::get::get_in;
use super::identity::{own_unit, refuse_taken, registered_draft, registered_from};
use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::transition::{self, Entry};
use crate::{App, AppError};

/// Stores a new account as a draft, or submits it at once.
///
/// # Errors
/// [`ErrorCode::ValidationFailed`], [`ErrorCode::IdentityTaken`] with the reason,
/// [`ErrorCode::IdempotencyKeyReused`].
pub async fn create(
    app: &App,
    session: &Session,
    input: &AccountIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<AccountOut>, AppError> {
    let call = Call::new(session, key, "create_account", None, input)?;
    let answered = call
        .once(app, async || {
            let registered = read(input)?;
            let tx = app.store.begin().await?;
            let id = insert(app, &tx, session, registered, input.submit).await?;
            let account = get_in(app, &tx, session, id).await?;
            Ok((tx, account))
        })
        .await?;
    if !answered.repeated {
        tracing::info!(
            account.id = answered.answer.id,
            account.submitted = input.submit,
            "Stored a new account"
        );
    }
    Ok(answered)
}

/// What was entered, as strictly as it has to be.
pub(super) fn read(input: &AccountIn) -> Result<Registered, AppError> {
    Ok(if input.submit {
        registered_from(form::fields(input)?)
    } else {
        registered_draft(form::draft(input)?)
    })
}

async fn insert(
    app: &App,
    tx: &Tx,
    session: &Session,
    registered: Registered,
    submit: bool,
) -> Result<AccountId, AppError> {
    let unit = own_unit(session)?;
    let tree = session.org_tree(app).await?;
    let now = app.now();
    refuse_taken(tx, session, &registered, None).await?;
    let (chain, decided) = decided(session, &tree, submit)?;
    let step = Step {
        status: Status::Draft,
        turn: None,
        since: now,
        application: None,
        restored: false,
        identifier: None,
    };
    let new = NewAccount {
        unit,
        chain,
        registered,
        step,
        at: now,
    };
    let id = accounts::insert(tx, new).await.map_err(taken)?;
    if decided.effect == Effect::Store {
        transition::log_new(tx, &session.actor, id, EventKind::Drafted, now).await?;
        return Ok(id);
    }
    let account = accounts::find(tx, session.scope(), id)
        .await?
        .ok_or_else(|| AppError::Internal("a new account is not there".into()))?;
    let entry = Entry {
        details: EventDetails::default(),
        ..Entry::new(&session.actor, now)
    };
    transition::apply(tx, &tree, &account, &decided, entry).await?;
    Ok(id)
}

/// What the rules say about a new account, and who reviews it. It is a draft for an instant, so that
/// the one rule book decides about it too.
pub(super) fn decided(
    session: &Session,
    tree: &OrgTree,
    submit: bool,
) -> Result<(ReviewChain, Transition), AppError> {
    let chain = chain(&session.actor, tree)?;
    let state = AccountState {
        status: Status::Draft,
        unit: own_unit(session)?,
        chain: chain.clone(),
        turn: None,
        restored: false,
        has_identifier: false,
    };
    let action = if submit { Action::Submit } else { Action::Edit };
    let decided = machine::decide(&state, &session.actor, action)?;
    Ok((chain, decided))
}

fn taken(error: StoreError) -> AppError {
    match error {
        StoreError::Duplicate(_) => AppError::refused(ErrorCode::IdentityTaken),
        error => error.into(),
    }
}

fn chain(actor: &Actor, tree: &OrgTree) -> Result<ReviewChain, AppError> {
    let Party::Reporting { org_unit, .. } = actor.party else {
        return Err(AppError::refused(ErrorCode::Forbidden));
    };
    tree.review_chain(org_unit)
        .ok_or_else(|| AppError::Internal(format!("org unit {org_unit} reviews nothing")))
}
