//! Declaring a new account.

use nmrs_domain::actor::{Actor, Party};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::form;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::{self, AccountState, Action, Effect, ReviewChain};
use nmrs_domain::status::Status;
use nmrs_domain::wire::{AccountIn, AccountOut};
use nmrs_store::accounts::{self, NewAccount, Registered, Step};
use nmrs_store::{StoreError, Tx};

use super::get::get_in;
use super::identity::{own_unit, refuse_taken, registered_draft, registered_from};
use crate::auth::Session;
use crate::idempotency::{Call, IdempotencyKey};
use crate::transition::{self, Entry};
use crate::{App, AppError};

/// An account that is there now.
#[derive(Debug)]
pub struct Created {
    /// The account.
    pub account: AccountOut,
    /// Whether an earlier call with the same key had created it.
    pub repeated: bool,
}

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
) -> Result<Created, AppError> {
    let call = key
        .map(|key| Call::new(session.actor.user, key, "create_account", input))
        .transpose()?;
    if let Some(call) = &call
        && let Some(created) = repeated(app, call).await?
    {
        return Ok(created);
    }
    let registered = read(input)?;
    let tx = app.store.begin().await?;
    let id = match insert(app, &tx, session, registered, input.submit).await {
        Ok(id) => id,
        Err(error) => {
            // The identity may have been taken a moment ago by the same call, sent twice.
            tx.rollback().await?;
            return match call {
                Some(call) => repeated(app, &call).await?.ok_or(error),
                None => Err(error),
            };
        }
    };
    let account = get_in(app, &tx, session, id).await?;
    if let Some(call) = &call
        && !call.keep(&tx, &account, app.now()).await?
    {
        // Another call with this key was faster: its account counts, ours was never there.
        tx.rollback().await?;
        return repeated(app, call)
            .await?
            .ok_or_else(|| AppError::Internal("an idempotency key without answer".into()));
    }
    tx.commit().await?;
    tracing::info!(
        account.id = id.0,
        account.submitted = input.submit,
        "Stored a new account"
    );
    Ok(Created {
        account,
        repeated: false,
    })
}

/// What an earlier call with the same key has created.
async fn repeated(app: &App, call: &Call) -> Result<Option<Created>, AppError> {
    let account = call.answer(&app.store).await?;
    Ok(account.map(|account| Created {
        account,
        repeated: true,
    }))
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
    let chain = chain(&session.actor, &tree)?;
    let now = app.now();
    refuse_taken(tx, session, &registered, None).await?;

    // A new account is a draft for an instant, so that the one rule book decides about it too.
    let state = AccountState {
        status: Status::Draft,
        unit,
        chain: chain.clone(),
        turn: None,
        restored: false,
        has_identifier: false,
    };
    let action = if submit { Action::Submit } else { Action::Edit };
    let decided = machine::decide(&state, &session.actor, action)?;
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

fn taken(error: StoreError) -> AppError {
    match error {
        StoreError::Duplicate(_) => AppError::refused(ErrorCode::IdentityTaken),
        error => error.into(),
    }
}

fn chain(actor: &Actor, tree: &nmrs_store::org_units::OrgTree) -> Result<ReviewChain, AppError> {
    let Party::Reporting { org_unit, .. } = actor.party else {
        return Err(AppError::refused(ErrorCode::Forbidden));
    };
    tree.review_chain(org_unit)
        .ok_or_else(|| AppError::Internal(format!("org unit {org_unit} reviews nothing")))
}
