use nmrs_domain::form;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{AccountOut, RestoreIn};
use nmrs_domain::workflow::Action;

use super::execute::{AccountCommand, FormInput, execute};
use crate::auth::Session;
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::{App, AppError};

/// Applies to restore a closed account: level-1 offices, once per account. The account holds its
/// identity again from now on.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::IdentityTaken`] if another living account has the identity;
/// validation errors; version and status conflicts.
pub async fn restore(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &RestoreIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<AccountOut>, AppError> {
    let call = IdempotentCall::new(session, key, "restore_account", Some(id.0), input)?;
    let command = AccountCommand {
        id,
        version: input.version,
        action: Action::Restore,
    };
    execute(app, session, call, command, |_, _| read_form(input)).await
}

pub(super) fn read_form(input: &RestoreIn) -> Result<FormInput<'static>, AppError> {
    Ok(FormInput {
        details: form::restore(input)?,
        ..FormInput::default()
    })
}
