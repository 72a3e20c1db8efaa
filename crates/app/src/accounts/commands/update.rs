use nmrs_domain::error::FieldErrors;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{AccountIn, AccountOut};
use nmrs_domain::workflow::Action;

use super::create::read_form;
use super::execute::{AccountCommand, FormInput, execute};
use crate::auth::Session;
use crate::idempotency::IdempotentCall;
use crate::{App, AppError};

/// Stores a changed draft, or submits it.
///
/// # Errors
/// Validation errors; version and status conflicts.
pub async fn update(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &AccountIn,
) -> Result<AccountOut, AppError> {
    let version = required_version(input)?;
    let registered = read_form(input)?;
    let action = if input.submit {
        Action::Submit
    } else {
        Action::Edit
    };
    // No key is needed: the version allows one change, a repetition is refused.
    let command = AccountCommand {
        id,
        version,
        action,
    };
    let answered = execute(
        app,
        session,
        IdempotentCall::without_key(),
        command,
        |_, _| {
            Ok(FormInput {
                registered: Some(registered),
                ..FormInput::default()
            })
        },
    )
    .await?;
    Ok(answered.answer)
}

pub(super) fn required_version(input: &AccountIn) -> Result<i64, AppError> {
    input
        .version
        .ok_or_else(|| FieldErrors::one("/version", "请附上读取时的 version").into())
}
