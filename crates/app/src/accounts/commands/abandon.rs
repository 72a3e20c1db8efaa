use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::CurrentState;
use nmrs_domain::workflow::Action;

use crate::auth::Session;
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::workflow::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Abandons a rejected application. Returns the new status and version of the account.
///
/// # Errors
/// Version and status, as their codes say.
pub async fn abandon(
    app: &App,
    session: &Session,
    id: AccountId,
    version: i64,
    key: Option<IdempotencyKey>,
) -> Result<Answered<CurrentState>, AppError> {
    let call = IdempotentCall::new(session, key, "abandon_account", Some(id.0), &version)?;
    let tree = session.org_tree(app).await?;
    let answered = call
        .run(app, async || {
            let tx = app.store.begin().await?;
            let account = lock(&tx, &session.actor, id, version).await?;
            let transition = permitted(&account, &session.actor, Action::Abandon)?;
            let entry = Entry::new(&session.actor, app.now());
            let applied = workflow::apply(&tx, &tree, &account, &transition, entry).await?;
            let out = CurrentState {
                status: applied.workflow.status,
                version: applied.version,
            };
            Ok((tx, out))
        })
        .await?;
    if !answered.repeated {
        tracing::info!(account.id = id.0, "Abandoned a rejected application");
    }
    Ok(answered)
}
