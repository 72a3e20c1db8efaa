use nmrs_domain::event::EventDetails;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{AccountIn, AccountOut};
use nmrs_domain::workflow::{Action, Transition};
use nmrs_store::accounts::{Account, RegisteredFields};

use super::super::identity::refuse_taken;
use super::super::read::get_within;
use crate::auth::Session;
use crate::idempotency::{Answered, IdempotentCall};
use crate::workflow::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Checked content of a form.
#[derive(Default)]
pub(super) struct FormInput<'a> {
    /// Content for the log and the reviewer.
    pub(super) details: EventDetails,
    /// Fields that apply at once: drafts and additions.
    pub(super) registered: Option<RegisteredFields>,
    /// Fields that apply once approved: modifications.
    pub(super) requested: Option<&'a AccountIn>,
}

/// An action on an account, in the version that the caller has read.
pub(super) struct AccountCommand {
    pub(super) id: AccountId,
    pub(super) version: i64,
    pub(super) action: Action,
}

/// Executes a command in one transaction: locks the account, asks the rules, checks the form, writes.
pub(super) async fn execute<'a>(
    app: &App,
    session: &Session,
    call: IdempotentCall,
    AccountCommand {
        id,
        version,
        action,
    }: AccountCommand,
    read_form: impl FnOnce(&Account, &Transition) -> Result<FormInput<'a>, AppError>,
) -> Result<Answered<AccountOut>, AppError> {
    let tree = session.org_tree(app).await?;
    let answered = call
        .run(app, async || {
            let tx = app.store.begin().await?;
            let account = lock(&tx, &session.actor, id, version).await?;
            let transition = permitted(&account, &session.actor, action)?;
            let FormInput {
                details,
                registered,
                requested,
            } = read_form(&account, &transition)?;
            if let Some(registered) = &registered {
                refuse_taken(&tx, session, registered, Some(id)).await?;
            }
            let entry = Entry {
                details,
                registered,
                requested,
                ..Entry::new(&session.actor, app.now())
            };
            workflow::apply(&tx, &tree, &account, &transition, entry).await?;
            let out = get_within(app, &tx, session, id).await?;
            Ok((tx, out))
        })
        .await?;
    if !answered.repeated {
        tracing::info!(
            account.id = id.0,
            account.status = answered.answer.status.as_str(),
            "Changed an account"
        );
    }
    Ok(answered)
}
