//! Handing in a rejected application again.

use nmrs_domain::error::FieldErrors;
use nmrs_domain::form;
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::{Action, Effect};
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountOut, ResubmitIn};

use super::hand_in::{Filled, Move, hand_in};
use super::identity::registered_from;
use super::update::required_version;
use super::{close, modify, restore};
use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::{App, AppError};

/// Hands in a corrected application of the kind that was rejected. An addition climbs from the
/// office directly responsible anew.
///
/// # Errors
/// Validation, version and status, as their codes say.
pub async fn resubmit(
    app: &App,
    session: &Session,
    id: AccountId,
    input: &ResubmitIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<AccountOut>, AppError> {
    let version = match input {
        ResubmitIn::Account(input) => required_version(input)?,
        ResubmitIn::Close(input) => input.version,
        ResubmitIn::Restore(input) => input.version,
    };
    let call = Call::new(session, key, "resubmit_account", Some(id.0), input)?;
    let change = Move {
        id,
        version,
        action: Action::Resubmit,
    };
    hand_in(app, session, call, change, |account, decided| {
        match (decided.effect, input) {
            (Effect::Open(ApplicationKind::Add), ResubmitIn::Account(input)) => {
                let registered = registered_from(form::fields(input)?);
                Ok(Filled {
                    registered: Some(registered),
                    ..Filled::default()
                })
            }
            (Effect::Open(ApplicationKind::Modify), ResubmitIn::Account(input)) => {
                modify::fill(account, input)
            }
            (Effect::Open(ApplicationKind::Close), ResubmitIn::Close(input)) => {
                close::fill(app, input)
            }
            (Effect::Open(ApplicationKind::Restore), ResubmitIn::Restore(input)) => {
                restore::fill(input)
            }
            (Effect::Open(kind), _) => {
                let kind = kind.label();
                let detail = format!("被驳回的是{kind}申请，请按{kind}申请的内容重新提交");
                Err(FieldErrors::one("", detail).into())
            }
            (effect, _) => Err(AppError::Internal(format!(
                "resubmitting leads to {effect:?}"
            ))),
        }
    })
    .await
}
