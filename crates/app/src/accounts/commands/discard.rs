//! Deleting a draft.

use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Action;

use crate::auth::Session;
use crate::transition::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Deletes a draft of one's own; its log stays.
///
/// # Errors
/// Version and status, as their codes say.
pub async fn discard(
    app: &App,
    session: &Session,
    id: AccountId,
    version: i64,
) -> Result<(), AppError> {
    let tree = session.org_tree(app).await?;
    let tx = app.store.begin().await?;
    let account = lock(&tx, &session.actor, id, version).await?;
    let decided = permitted(&account, &session.actor, Action::Discard)?;
    let entry = Entry::new(&session.actor, app.now());
    transition::apply(&tx, &tree, &account, &decided, entry).await?;
    tx.commit().await?;
    tracing::info!(account.id = id.0, "Deleted a draft");
    Ok(())
}
