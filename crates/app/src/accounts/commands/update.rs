//! Changing a draft, and submitting it with the same call.

use nmrs_domain::error::FieldErrors;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Action;
use nmrs_domain::wire::{AccountIn, AccountOut};

use super::create::read;
use super::hand_in::{Filled, Move, hand_in};
use crate::auth::Session;
use crate::idempotency::Call;
use crate::{App, AppError};

/// Stores the changed draft, or submits it.
///
/// # Errors
/// Validation, version and status, as their codes say.
pub async fn update(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &AccountIn,
) -> Result<AccountOut, AppError> {
    let version = required_version(input)?;
    let registered = read(input)?;
    let action = if input.submit {
        Action::Submit
    } else {
        Action::Edit
    };
    // The version is good for one change: a repetition is refused and does nothing.
    let change = Move {
        id,
        version,
        action,
    };
    let answered = hand_in(app, session, Call::without_key(), change, |_, _| {
        Ok(Filled {
            registered: Some(registered),
            ..Filled::default()
        })
    })
    .await?;
    Ok(answered.answer)
}

pub(super) fn required_version(input: &AccountIn) -> Result<i64, AppError> {
    input
        .version
        .ok_or_else(|| FieldErrors::one("/version", "请附上读取时的 version").into())
}
