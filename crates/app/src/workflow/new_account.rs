use nmrs_domain::actor::{Actor, Party};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::machine::{self, AccountState, Action, ReviewChain, Transition};
use nmrs_domain::status::Status;
use nmrs_store::org_units::OrgTree;

use crate::AppError;
use crate::auth::{Session, own_unit};

/// Returns the transition of a new account and the offices that review it. The account counts as a
/// draft until then, so that the same rules apply as to a stored draft.
pub(crate) fn decide_new(
    session: &Session,
    tree: &OrgTree,
    submit: bool,
) -> Result<(ReviewChain, Transition), AppError> {
    let chain = chain(&session.actor, tree)?;
    let state = AccountState {
        status: Status::Draft,
        unit: own_unit(session)?,
        chain: chain.clone(),
        turn: None,
        restored: false,
        has_identifier: false,
    };
    let action = if submit { Action::Submit } else { Action::Edit };
    let decided = machine::decide(&state, &session.actor, action)?;
    Ok((chain, decided))
}

fn chain(actor: &Actor, tree: &OrgTree) -> Result<ReviewChain, AppError> {
    let Party::Reporting { org_unit, .. } = actor.party else {
        return Err(AppError::refused(ErrorCode::Forbidden));
    };
    tree.review_chain(org_unit)
        .ok_or_else(|| AppError::Internal(format!("org unit {org_unit} reviews nothing")))
}
