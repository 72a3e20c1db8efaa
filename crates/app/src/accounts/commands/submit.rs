use nmrs_domain::form;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::AccountOut;
use nmrs_domain::workflow::Action;

use super::super::to_form::to_form;
use super::execute::{AccountCommand, FormInput, execute};
use crate::auth::Session;
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::workflow::registered_from;
use crate::{App, AppError};

/// Submits a stored draft, which must be complete.
///
/// # Errors
/// Validation errors; version and status conflicts.
pub async fn submit(
    app: &App,
    session: &Session,
    id: AccountId,
    version: i64,
    key: Option<IdempotencyKey>,
) -> Result<Answered<AccountOut>, AppError> {
    let call = IdempotentCall::new(session, key, "submit_account", Some(id.0), &version)?;
    let command = AccountCommand {
        id,
        version,
        action: Action::Submit,
    };
    execute(app, session, call, command, |account, _| {
        let stored = to_form(account.registered.fields.clone());
        let registered = registered_from(form::fields(&stored)?);
        Ok(FormInput {
            registered: Some(registered),
            ..FormInput::default()
        })
    })
    .await
}
