//! Giving up a rejected application.

use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Action;
use nmrs_domain::wire::CurrentState;

use crate::auth::Session;
use crate::transition::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Abandons a rejected application; the answer is what the account has become.
///
/// # Errors
/// Version and status, as their codes say.
pub async fn abandon(
    app: &App,
    session: &Session,
    id: AccountId,
    version: i64,
) -> Result<CurrentState, AppError> {
    let tree = session.org_tree(app).await?;
    let tx = app.store.begin().await?;
    let account = lock(&tx, &session.actor, id, version).await?;
    let decided = permitted(&account, &session.actor, Action::Abandon)?;
    let entry = Entry::new(&session.actor, app.now());
    let applied = transition::apply(&tx, &tree, &account, &decided, entry).await?;
    tx.commit().await?;
    tracing::info!(account.id = id.0, "Abandoned a rejected application");
    Ok(CurrentState {
        status: applied.step.status,
        version: applied.version,
    })
}
