//! Applying to close an account.

use nmrs_domain::calendar::day_in_china;
use nmrs_domain::form;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Action;
use nmrs_domain::wire::{AccountOut, CloseIn};

use super::hand_in::{Filled, Move, hand_in};
use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::{App, AppError};

/// Applies to close an account that has been cancelled on its platform.
///
/// # Errors
/// Validation, version and status, as their codes say.
pub async fn close(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &CloseIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<AccountOut>, AppError> {
    let call = Call::new(session, key, "close_account", Some(id.0), input)?;
    let change = Move {
        id,
        version: input.version,
        action: Action::Close,
    };
    hand_in(app, session, call, change, |_, _| fill(app, input)).await
}

pub(super) fn fill(app: &App, input: &CloseIn) -> Result<Filled<'static>, AppError> {
    let details = form::closure(input, day_in_china(app.now()))?;
    Ok(Filled {
        details,
        ..Filled::default()
    })
}
