use nmrs_domain::error::ErrorCode;
use nmrs_domain::form;
use nmrs_domain::values::ids::ApplicationId;
use nmrs_domain::wire::{DecisionIn, DecisionOut, OrgUnitRef};
use nmrs_domain::workflow::Decision;
use nmrs_domain::workflow::{Transition, allowed};
use nmrs_store::accounts::Account;
use nmrs_store::org_units::{OrgTree, OrgUnit};
use nmrs_store::{Tx, accounts, applications};

use crate::auth::{Session, own_office};
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::workflow::{self, Applied, Entry, lock, permitted};
use crate::{App, AppError};

/// Approves or rejects an application. Of two concurrent decisions exactly one is written; the other
/// is refused with the present state.
///
/// # Errors
/// [`ErrorCode::VersionConflict`], [`ErrorCode::WrongStatus`] and [`ErrorCode::NotYourTurn`] with
/// the present state; [`ErrorCode::NotFound`] out of scope;
/// [`ErrorCode::IdempotencyKeyReused`].
pub async fn decide(
    app: &App,
    session: &Session,
    id: ApplicationId,
    input: &DecisionIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<DecisionOut>, AppError> {
    let org_unit = own_office(session)?;
    let call = IdempotentCall::new(session, key, "decide_review", Some(id.0), input)?;
    let decision = form::decision(input)?;
    let tree = session.org_tree(app).await?;
    let answered = call
        .run(app, async || {
            let tx = app.store.begin().await?;
            let decided =
                write_decision(app, &tx, session, &tree, id, input.version, &decision).await?;
            let Decided {
                account,
                transition,
                applied,
            } = decided;
            // The rest of the queue keeps its order when this account leaves it.
            let next = match accounts::next_in_queue(&tx, org_unit, &account).await? {
                Some(next) => Some(next),
                None => accounts::first_in_queue(&tx, org_unit).await?,
            };
            let after = account.state().after(&transition);
            let waiting_for = waiting_for(&tree, &applied);
            let out = DecisionOut {
                account_id: account.id.0,
                status: applied.workflow.status,
                version: applied.version,
                identifier: applied.workflow.identifier,
                waiting_for,
                allowed_actions: allowed(&after, &session.actor),
                next_review_id: next.map(|next| next.0),
                remaining: accounts::queue_length(&tx, org_unit, None).await?,
            };
            Ok((tx, out))
        })
        .await?;
    if !answered.repeated {
        log_decision(answered.answer.account_id, id, &decision);
    }
    Ok(answered)
}

/// A decision that was written and not yet committed.
pub(super) struct Decided {
    /// The account before the decision.
    pub(super) account: Account,
    pub(super) transition: Transition,
    /// The account after the decision.
    pub(super) applied: Applied,
}

/// Writes one decision in the transaction of the caller.
pub(super) async fn write_decision(
    app: &App,
    tx: &Tx,
    session: &Session,
    tree: &OrgTree,
    id: ApplicationId,
    version: i64,
    decision: &Decision,
) -> Result<Decided, AppError> {
    let application = applications::find(tx, id)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    let account = lock(tx, &session.actor, application.account, version).await?;
    let transition = permitted(&account, &session.actor, decision.verdict.into())?;
    if account.workflow.application != Some(id) {
        // The account waits for a decision on a later application.
        return Err(workflow::stale(&account));
    }
    let entry = Entry {
        decision: Some(decision),
        ..Entry::new(&session.actor, app.now())
    };
    let applied = workflow::apply(tx, tree, &account, &transition, entry).await?;
    Ok(Decided {
        account,
        transition,
        applied,
    })
}

/// Returns the office that the account waits for after the decision.
pub(super) fn waiting_for(tree: &OrgTree, applied: &Applied) -> Option<OrgUnitRef> {
    let turn = applied.workflow.pending_with?;
    tree.get(turn).map(OrgUnit::reference)
}

pub(super) fn log_decision(account: i64, review: ApplicationId, decision: &Decision) {
    tracing::info!(
        account.id = account,
        review.id = review.0,
        review.verdict = decision.verdict.as_str(),
        "Decided a review"
    );
}
