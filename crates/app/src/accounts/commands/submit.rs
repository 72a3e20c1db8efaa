//! Submitting a stored draft.

use nmrs_domain::form;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::Action;
use nmrs_domain::wire::AccountOut;

use super::form_of::form_of;
use super::hand_in::{Filled, Move, hand_in};
use super::identity::registered_from;
use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::{App, AppError};

/// Submits a draft as it is stored; it has to be complete.
///
/// # Errors
/// Validation, version and status, as their codes say.
pub async fn submit(
    app: &App,
    session: &Session,
    id: AccountId,
    version: i64,
    key: Option<IdempotencyKey>,
) -> Result<Answered<AccountOut>, AppError> {
    let call = Call::new(session, key, "submit_account", Some(id.0), &version)?;
    let change = Move {
        id,
        version,
        action: Action::Submit,
    };
    hand_in(app, session, call, change, |account, _| {
        let stored = form_of(account.registered.fields.clone());
        let registered = registered_from(form::fields(&stored)?);
        Ok(Filled {
            registered: Some(registered),
            ..Filled::default()
        })
    })
    .await
}
