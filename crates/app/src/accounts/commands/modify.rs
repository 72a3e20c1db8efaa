//! Applying to modify a registered account.

use nmrs_domain::event::EventDetails;
use nmrs_domain::form::{self, Modification};
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Action;
use nmrs_domain::wire::{AccountIn, AccountOut};
use nmrs_store::accounts::Account;

use super::form_of::registered_fields;
use super::hand_in::{Filled, Move, hand_in};
use super::update::required_version;
use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::{App, AppError};

/// Applies to modify an account; it stays as it is until the office directly responsible approves.
///
/// # Errors
/// Validation (a change of nothing, too), version and status, as their codes say.
pub async fn modify(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &AccountIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<AccountOut>, AppError> {
    let version = required_version(input)?;
    let call = Call::new(session, key, "modify_account", Some(id.0), input)?;
    let change = Move {
        id,
        version,
        action: Action::Modify,
    };
    hand_in(app, session, call, change, |account, _| {
        fill(account, input)
    })
    .await
}

pub(super) fn fill<'a>(account: &Account, input: &'a AccountIn) -> Result<Filled<'a>, AppError> {
    let Modification { fields: _, changes } =
        form::modification(&registered_fields(account)?, input)?;
    Ok(Filled {
        details: EventDetails {
            changes,
            ..EventDetails::default()
        },
        requested: Some(input),
        ..Filled::default()
    })
}
