//! Applying to restore a closed account: a level-1 office, once ever per account.

use nmrs_domain::form;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Action;
use nmrs_domain::wire::{AccountOut, RestoreIn};

use super::hand_in::{Filled, Move, hand_in};
use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::{App, AppError};

/// Applies to restore a closed account. Its identity is taken again from now on.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::IdentityTaken`] when another account has its identity by now;
/// validation, version and status, as their codes say.
pub async fn restore(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &RestoreIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<AccountOut>, AppError> {
    let call = Call::new(session, key, "restore_account", Some(id.0), input)?;
    let change = Move {
        id,
        version: input.version,
        action: Action::Restore,
    };
    hand_in(app, session, call, change, |_, _| fill(input)).await
}

pub(super) fn fill(input: &RestoreIn) -> Result<Filled<'static>, AppError> {
    Ok(Filled {
        details: form::restore(input)?,
        ..Filled::default()
    })
}
