use nmrs_domain::error::FieldErrors;
use nmrs_domain::form;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{AccountOut, ResubmitIn};
use nmrs_domain::workflow::{Action, Effect};

use super::execute::{AccountCommand, FormInput, execute};
use super::update::required_version;
use super::{close, modify, restore};
use crate::auth::Session;
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::workflow::registered_from;
use crate::{App, AppError};

/// Submits a corrected application of the kind that was rejected. The review of an addition starts
/// at the direct office again.
///
/// # Errors
/// Validation errors; version and status conflicts.
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
    let call = IdempotentCall::new(session, key, "resubmit_account", Some(id.0), input)?;
    let command = AccountCommand {
        id,
        version,
        action: Action::Resubmit,
    };
    execute(app, session, call, command, |account, transition| {
        match (transition.effect, input) {
            (Effect::Open(ApplicationKind::Add), ResubmitIn::Account(input)) => {
                let registered = registered_from(form::fields(input)?);
                Ok(FormInput {
                    registered: Some(registered),
                    ..FormInput::default()
                })
            }
            (Effect::Open(ApplicationKind::Modify), ResubmitIn::Account(input)) => {
                modify::read_form(account, input)
            }
            (Effect::Open(ApplicationKind::Close), ResubmitIn::Close(input)) => {
                close::read_form(app, input)
            }
            (Effect::Open(ApplicationKind::Restore), ResubmitIn::Restore(input)) => {
                restore::read_form(input)
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
