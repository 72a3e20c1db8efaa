//! Deleting an account that is not a draft: the central office, on a letter.

use nmrs_domain::form;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Action;
use nmrs_domain::wire::DeletionIn;

use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::transition::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Deletes an account, with whatever application is open on it. Its log stays.
///
/// # Errors
/// Validation, version and status, as their codes say.
pub async fn delete(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &DeletionIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<()>, AppError> {
    let call = Call::new(session, key, "remove_account", Some(id.0), input)?;
    let details = form::deletion(input)?;
    let tree = session.org_tree(app).await?;
    let answered = call
        .once(app, async || {
            let tx = app.store.begin().await?;
            let account = lock(&tx, &session.actor, id, input.version).await?;
            let decided = permitted(&account, &session.actor, Action::Delete)?;
            let entry = Entry {
                details,
                ..Entry::new(&session.actor, app.now())
            };
            transition::apply(&tx, &tree, &account, &decided, entry).await?;
            Ok((tx, ()))
        })
        .await?;
    if !answered.repeated {
        tracing::info!(account.id = id.0, "Deleted an account");
    }
    Ok(answered)
}
