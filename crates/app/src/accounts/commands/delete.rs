use nmrs_domain::form;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::DeletionIn;
use nmrs_domain::workflow::Action;

use crate::auth::Session;
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::workflow::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Deletes an account that is not a draft, with its open application, on a letter of the central
/// office. Its log stays.
///
/// # Errors
/// Validation errors; version and status conflicts.
pub async fn delete(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &DeletionIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<()>, AppError> {
    let call = IdempotentCall::new(session, key, "remove_account", Some(id.0), input)?;
    let details = form::deletion(input)?;
    let tree = session.org_tree(app).await?;
    let answered = call
        .run(app, async || {
            let tx = app.store.begin().await?;
            let account = lock(&tx, &session.actor, id, input.version).await?;
            let transition = permitted(&account, &session.actor, Action::Delete)?;
            let entry = Entry {
                details,
                ..Entry::new(&session.actor, app.now())
            };
            workflow::apply(&tx, &tree, &account, &transition, entry).await?;
            Ok((tx, ()))
        })
        .await?;
    if !answered.repeated {
        tracing::info!(account.id = id.0, "Deleted an account");
    }
    Ok(answered)
}
