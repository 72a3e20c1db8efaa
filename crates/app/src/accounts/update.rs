//! Changing a draft, and submitting it with the same call.

use nmrs_domain::error::FieldErrors;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Action;
use nmrs_domain::wire::{AccountIn, AccountOut};

use super::create::read;
use super::get::get_in;
use super::identity::refuse_taken;
use crate::auth::Session;
use crate::transition::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Stores the changed draft, or submits it.
///
/// # Errors
/// Validation, version and status, as their codes say.
pub async fn update(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &AccountIn,
) -> Result<AccountOut, AppError> {
    let version = required_version(input)?;
    let registered = read(input)?;
    let action = if input.submit {
        Action::Submit
    } else {
        Action::Edit
    };
    let tree = session.org_tree(app).await?;
    let tx = app.store.begin().await?;
    let account = lock(&tx, &session.actor, id, version).await?;
    let decided = permitted(&account, &session.actor, action)?;
    refuse_taken(&tx, session, &registered, Some(id)).await?;
    let entry = Entry {
        registered: Some(registered),
        ..Entry::new(&session.actor, app.now())
    };
    transition::apply(&tx, &tree, &account, &decided, entry).await?;
    let out = get_in(app, &tx, session, id).await?;
    tx.commit().await?;
    tracing::info!(
        account.id = id.0,
        account.submitted = input.submit,
        "Stored a draft"
    );
    Ok(out)
}

pub(super) fn required_version(input: &AccountIn) -> Result<i64, AppError> {
    input
        .version
        .ok_or_else(|| FieldErrors::one("/version", "请附上读取时的 version").into())
}
