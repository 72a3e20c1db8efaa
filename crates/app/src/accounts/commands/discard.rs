use nmrs_domain::values::ids::AccountId;
use nmrs_domain::workflow::Action;

use crate::auth::Session;
use crate::workflow::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Deletes a draft of the caller's unit. Its log stays.
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
    let transition = permitted(&account, &session.actor, Action::Discard)?;
    let entry = Entry::new(&session.actor, app.now());
    workflow::apply(&tx, &tree, &account, &transition, entry).await?;
    tx.commit().await?;
    tracing::info!(account.id = id.0, "Deleted a draft");
    Ok(())
}
