use nmrs_domain::event::EventDetails;
use nmrs_domain::form::{self, Modification};
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{AccountIn, AccountOut};
use nmrs_domain::workflow::Action;
use nmrs_store::accounts::Account;

use super::super::to_form::registered_fields;
use super::execute::{AccountCommand, FormInput, execute};
use super::update::required_version;
use crate::auth::Session;
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::{App, AppError};

/// Applies to modify an account. Its fields stay the same until the direct office approves.
///
/// # Errors
/// Validation errors, also for a form without a change; version and status conflicts.
pub async fn modify(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &AccountIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<AccountOut>, AppError> {
    let version = required_version(input)?;
    let call = IdempotentCall::new(session, key, "modify_account", Some(id.0), input)?;
    let command = AccountCommand {
        id,
        version,
        action: Action::Modify,
    };
    execute(app, session, call, command, |account, _| {
        read_form(account, input)
    })
    .await
}

pub(super) fn read_form<'a>(
    account: &Account,
    input: &'a AccountIn,
) -> Result<FormInput<'a>, AppError> {
    let Modification { fields: _, changes } =
        form::modification(&registered_fields(account)?, input)?;
    Ok(FormInput {
        details: EventDetails {
            changes,
            ..EventDetails::default()
        },
        requested: Some(input),
        ..FormInput::default()
    })
}
