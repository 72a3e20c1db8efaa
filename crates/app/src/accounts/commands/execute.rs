//! What every change of an account by its unit or its level-1 office has in common.

use nmrs_domain::event::EventDetails;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::{Action, Transition};
use nmrs_domain::wire::{AccountIn, AccountOut};
use nmrs_store::accounts::{Account, Registered};

use super::get::get_in;
use super::identity::refuse_taken;
use crate::auth::Session;
use crate::idempotency::{Answered, Call};
use crate::transition::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// What was filled in.
#[derive(Default)]
pub(super) struct Filled<'a> {
    /// For the log and the reviewer.
    pub(super) details: EventDetails,
    /// Fields in force at once: drafts and additions.
    pub(super) registered: Option<Registered>,
    /// Fields in force once they are approved: modifications.
    pub(super) requested: Option<&'a AccountIn>,
}

/// What is done with which account, in the version that was read.
pub(super) struct Move {
    pub(super) id: AccountId,
    pub(super) version: i64,
    pub(super) action: Action,
}

/// Does something with an account in one transaction: locks it in the version that was read, asks
/// the rules, reads the form, writes.
pub(super) async fn hand_in<'a>(
    app: &App,
    session: &Session,
    call: Call,
    Move {
        id,
        version,
        action,
    }: Move,
    fill: impl FnOnce(&Account, &Transition) -> Result<Filled<'a>, AppError>,
) -> Result<Answered<AccountOut>, AppError> {
    let tree = session.org_tree(app).await?;
    let answered = call
        .once(app, async || {
            let tx = app.store.begin().await?;
            let account = lock(&tx, &session.actor, id, version).await?;
            let decided = permitted(&account, &session.actor, action)?;
            let Filled {
                details,
                registered,
                requested,
            } = fill(&account, &decided)?;
            if let Some(registered) = &registered {
                refuse_taken(&tx, session, registered, Some(id)).await?;
            }
            let entry = Entry {
                details,
                registered,
                requested,
                ..Entry::new(&session.actor, app.now())
            };
            transition::apply(&tx, &tree, &account, &decided, entry).await?;
            let out = get_in(app, &tx, session, id).await?;
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
