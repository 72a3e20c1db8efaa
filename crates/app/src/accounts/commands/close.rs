use nmrs_domain::calendar::day_in_china;
use nmrs_domain::form;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{AccountOut, CloseIn};
use nmrs_domain::workflow::Action;

use super::execute::{AccountCommand, FormInput, execute};
use crate::auth::Session;
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::{App, AppError};

/// Applies to close an account that was cancelled on its platform.
///
/// # Errors
/// Validation errors; version and status conflicts.
pub async fn close(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &CloseIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<AccountOut>, AppError> {
    let call = IdempotentCall::new(session, key, "close_account", Some(id.0), input)?;
    let command = AccountCommand {
        id,
        version: input.version,
        action: Action::Close,
    };
    execute(app, session, call, command, |_, _| read_form(app, input)).await
}

pub(super) fn read_form(app: &App, input: &CloseIn) -> Result<FormInput<'static>, AppError> {
    let details = form::closure(input, day_in_china(app.now()))?;
    Ok(FormInput {
        details,
        ..FormInput::default()
    })
}
