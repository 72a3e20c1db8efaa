use nmrs_domain::actor::{Actor, Party};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::status::Status;
use nmrs_domain::workflow::{self, AccountState, Action, ReviewChain, Transition};
use nmrs_store::org_units::OrgTree;

use crate::AppError;
use crate::auth::{Session, own_unit};

/// Returns the state of a new account, which is a draft, and its transition: the same rules apply as
/// to a stored draft.
pub(crate) fn decide_new(
    session: &Session,
    tree: &OrgTree,
    submit: bool,
) -> Result<(AccountState, Transition), AppError> {
    let state = AccountState {
        status: Status::Draft,
        unit: own_unit(session)?,
        chain: chain(&session.actor, tree)?,
        pending_with: None,
        restored: false,
        has_identifier: false,
    };
    let action = if submit { Action::Submit } else { Action::Edit };
    let transition = workflow::decide(&state, &session.actor, action)?;
    Ok((state, transition))
}

fn chain(actor: &Actor, tree: &OrgTree) -> Result<ReviewChain, AppError> {
    let Party::Reporting { org_unit, .. } = actor.party else {
        return Err(AppError::refused(ErrorCode::Forbidden));
    };
    tree.review_chain(org_unit)
        .ok_or_else(|| AppError::Internal(format!("org unit {org_unit} reviews nothing")))
}
