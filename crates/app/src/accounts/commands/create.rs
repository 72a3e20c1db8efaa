use nmrs_domain::error::ErrorCode;
use nmrs_domain::form;
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{AccountIn, AccountOut};
use nmrs_domain::workflow::{Effect, record_draft};
use nmrs_store::accounts::{self, NewAccount, RegisteredFields, WorkflowState};
use nmrs_store::{StoreError, Tx};

use super::super::identity::refuse_taken;
use super::super::read::get_within;
use crate::auth::{Session, own_unit};
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::workflow::{self, Entry, decide_new, registered_draft, registered_from};
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
    let call = IdempotentCall::new(session, key, "create_account", None, input)?;
    let answered = call
        .run(app, async || {
            let registered = read_form(input)?;
            let tx = app.store.begin().await?;
            let id = insert(app, &tx, session, registered, input.submit).await?;
            let account = get_within(app, &tx, session, id).await?;
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

/// Checks the form: completely if it is submitted, leniently if it is stored as a draft.
pub(super) fn read_form(input: &AccountIn) -> Result<RegisteredFields, AppError> {
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
    registered: RegisteredFields,
    submit: bool,
) -> Result<AccountId, AppError> {
    let unit = own_unit(session)?;
    let tree = session.org_tree(app).await?;
    let now = app.now();
    refuse_taken(tx, session, &registered, None).await?;
    let (state, transition) = decide_new(session, &tree, submit)?;
    let position = WorkflowState {
        status: Status::Draft,
        pending_with: None,
        since: now,
        application: None,
        restored: false,
        identifier: None,
    };
    let new = NewAccount {
        unit,
        chain: state.chain.clone(),
        registered,
        workflow: position,
        at: now,
    };
    let id = accounts::insert(tx, new).await.map_err(taken)?;
    if transition.effect == Effect::Store {
        workflow::append_event(tx, &session.actor, id, &record_draft(&state), now).await?;
        return Ok(id);
    }
    let account = accounts::find(tx, session.scope(), id)
        .await?
        .ok_or_else(|| AppError::Internal("a new account is not there".into()))?;
    let entry = Entry::new(&session.actor, now);
    workflow::apply(tx, &tree, &account, &transition, entry).await?;
    Ok(id)
}

fn taken(error: StoreError) -> AppError {
    match error {
        StoreError::Duplicate(_) => AppError::refused(ErrorCode::IdentityTaken),
        error => error.into(),
    }
}
