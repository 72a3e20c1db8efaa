use nmrs_domain::error::ErrorCode;
use nmrs_domain::status::Status;
use nmrs_domain::status::Verdict;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{AccountIn, AccountOut};
use nmrs_store::{Executor, accounts, applications};

use super::super::{decision_to_response, to_response, warnings};
use crate::auth::Session;
use crate::{App, AppError};

/// Returns an account with its warnings and, after a rejection, the decision and the requested
/// fields.
///
/// # Errors
/// [`ErrorCode::NotFound`], also outside the caller's scope.
pub async fn get(app: &App, session: &Session, id: AccountId) -> Result<AccountOut, AppError> {
    get_within(app, &app.store, session, id).await
}

/// Returns an account as the transaction `db` sees it.
pub(in crate::accounts) async fn get_within(
    app: &App,
    db: &impl Executor,
    session: &Session,
    id: AccountId,
) -> Result<AccountOut, AppError> {
    let scope = session.scope();
    let account = accounts::find(db, scope, id)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    let tree = session.org_tree(app).await?;
    let warnings = warnings(db, scope, &account).await?;
    let rejection = match account.workflow.status.rejected() {
        Some(_) => applications::decisions(db, id)
            .await?
            .into_iter()
            .rev()
            .find(|given| given.verdict == Verdict::Reject)
            .and_then(|given| decision_to_response(&tree, given)),
        None => None,
    };
    let requested = match (account.workflow.status, account.workflow.application) {
        (Status::ModifyRejected, Some(application)) => applications::requested(db, application)
            .await?
            .map(|requested| AccountIn {
                submit: false,
                version: Some(account.version),
                ..requested
            }),
        _ => None,
    };
    let out = to_response(&tree, &session.actor, &session.waiting(app).await?, account);
    Ok(AccountOut {
        warnings: Some(warnings),
        rejection,
        requested: requested.map(Box::new),
        ..out
    })
}
