//! The decision on an application: given once, by the office whose turn it is.

use nmrs_domain::error::ErrorCode;
use nmrs_domain::form::{self, Decision};
use nmrs_domain::ids::ApplicationId;
use nmrs_domain::wire::{DecisionIn, DecisionOut, OrgUnitRef};
use nmrs_domain::workflow::{Transition, allowed};
use nmrs_store::accounts::Account;
use nmrs_store::org_units::{OrgTree, OrgUnit};
use nmrs_store::{Tx, accounts, applications};

use super::list::office;
use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::transition::{self, Applied, Entry, lock, permitted};
use crate::{App, AppError};

/// Approves or rejects. Of two reviewers at once exactly one wins; the other is told the present
/// state.
///
/// # Errors
/// [`ErrorCode::VersionConflict`], [`ErrorCode::WrongStatus`] and [`ErrorCode::NotYourTurn`] with
/// the present state; [`ErrorCode::NotFound`] when out of scope;
/// [`ErrorCode::IdempotencyKeyReused`].
pub async fn decide(
    app: &App,
    session: &Session,
    id: ApplicationId,
    input: &DecisionIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<DecisionOut>, AppError> {
    let org_unit = office(session)?;
    let call = Call::new(session, key, "decide_review", Some(id.0), input)?;
    let decision = form::decision(input)?;
    let tree = session.org_tree(app).await?;
    let answered = call
        .once(app, async || {
            let tx = app.store.begin().await?;
            let decided = decide_in(app, &tx, session, id, input.version, &decision).await?;
            let Decided {
                account,
                transition,
                applied,
            } = decided;
            // What comes behind it does not change by its leaving.
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
        log(answered.answer.account_id, id, &decision);
    }
    Ok(answered)
}

/// A decision that was written, and is yet to be committed.
pub(super) struct Decided {
    /// The account as it was before.
    pub(super) account: Account,
    /// What the rules made of the decision.
    pub(super) transition: Transition,
    /// What the account has become.
    pub(super) applied: Applied,
}

/// Writes one decision in a transaction.
pub(super) async fn decide_in(
    app: &App,
    tx: &Tx,
    session: &Session,
    id: ApplicationId,
    version: i64,
    decision: &Decision,
) -> Result<Decided, AppError> {
    let tree = session.org_tree(app).await?;
    let application = applications::find(tx, id)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    let account = lock(tx, &session.actor, application.account, version).await?;
    let transition = permitted(&account, &session.actor, decision.verdict.action())?;
    if account.workflow.application != Some(id) {
        // The account waits for a decision, but on a later application than this one.
        return Err(transition::stale(&account));
    }
    let entry = Entry {
        decision: Some(decision),
        ..Entry::new(&session.actor, app.now())
    };
    let applied = transition::apply(tx, &tree, &account, &transition, entry).await?;
    Ok(Decided {
        account,
        transition,
        applied,
    })
}

/// The office that has its turn afterwards.
pub(super) fn waiting_for(tree: &OrgTree, applied: &Applied) -> Option<OrgUnitRef> {
    let turn = applied.workflow.pending_with?;
    tree.get(turn).map(OrgUnit::reference)
}

pub(super) fn log(account: i64, review: ApplicationId, decision: &Decision) {
    tracing::info!(
        account.id = account,
        review.id = review.0,
        review.verdict = decision.verdict.as_str(),
        "Decided a review"
    );
}
