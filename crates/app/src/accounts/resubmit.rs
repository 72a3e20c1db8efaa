//! Handing in a rejected addition again.

use nmrs_domain::error::ErrorCode;
use nmrs_domain::form;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::{Action, Effect};
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountIn, AccountOut};

use super::get::get_in;
use super::identity::{refuse_taken, registered_from};
use super::update::required_version;
use crate::auth::Session;
use crate::transition::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Corrects a rejected addition and hands it in again; it climbs from the direct office anew.
///
/// # Errors
/// Validation, version and status, as their codes say.
pub async fn resubmit(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &AccountIn,
) -> Result<AccountOut, AppError> {
    let version = required_version(input)?;
    let tree = session.org_tree(app).await?;
    let tx = app.store.begin().await?;
    let account = lock(&tx, &session.actor, id, version).await?;
    let decided = permitted(&account, &session.actor, Action::Resubmit)?;
    if decided.effect != Effect::Open(ApplicationKind::Add) {
        // Each of the others has a form of its own.
        return Err(AppError::refused(ErrorCode::WrongStatus));
    }
    let registered = registered_from(form::fields(input)?);
    refuse_taken(&tx, session, &registered, Some(id)).await?;
    let entry = Entry {
        registered: Some(registered),
        ..Entry::new(&session.actor, app.now())
    };
    transition::apply(&tx, &tree, &account, &decided, entry).await?;
    let out = get_in(app, &tx, session, id).await?;
    tx.commit().await?;
    tracing::info!(account.id = id.0, "Resubmitted a rejected addition");
    Ok(out)
}
