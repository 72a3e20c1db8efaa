//! The decision on an application: given once, by the office whose turn it is.

use nmrs_domain::error::ErrorCode;
use nmrs_domain::form;
use nmrs_domain::ids::ApplicationId;
use nmrs_domain::machine::allowed;
use nmrs_domain::wire::{DecisionIn, DecisionOut};
use nmrs_store::org_units::OrgUnit;
use nmrs_store::{accounts, applications};

use super::list::office;
use crate::auth::Session;
use crate::transition::{self, Entry, lock, permitted};
use crate::{App, AppError};

/// Approves or rejects. Of two reviewers at once exactly one wins; the other is told the present
/// state.
///
/// # Errors
/// [`ErrorCode::VersionConflict`], [`ErrorCode::WrongStatus`] and [`ErrorCode::NotYourTurn`] with
/// the present state; [`ErrorCode::NotFound`] when out of scope.
pub async fn decide(
    app: &App,
    session: &Session,
    id: ApplicationId,
    input: &DecisionIn,
) -> Result<DecisionOut, AppError> {
    let org_unit = office(session)?;
    let decision = form::decision(input)?;
    let tree = session.org_tree(app).await?;
    let now = app.now();

    let tx = app.store.begin().await?;
    let application = applications::find(&tx, id)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    let account = lock(&tx, &session.actor, application.account, input.version).await?;
    let decided = permitted(&account, &session.actor, decision.verdict.action())?;
    if account.step.application != Some(id) {
        // The account waits for a decision, but on a later application than this one.
        return Err(transition::stale(&account));
    }
    let place = accounts::queue_place(&tx, org_unit, &account).await?;
    let entry = Entry {
        decision: Some(&decision),
        ..Entry::new(&session.actor, now)
    };
    let applied = transition::apply(&tx, &tree, &account, &decided, entry).await?;
    tx.commit().await?;
    tracing::info!(
        account.id = account.id.0,
        review.id = id.0,
        review.verdict = decision.verdict.as_str(),
        "Decided a review"
    );

    // What comes next is for convenience: it is read after the commit.
    let next = match place.next {
        Some(next) => Some(next),
        None => accounts::first_in_queue(&app.store, org_unit).await?,
    };
    let after = account.state().after(&decided);
    Ok(DecisionOut {
        account_id: account.id.0,
        status: applied.step.status,
        version: applied.version,
        identifier: applied.step.identifier,
        waiting_for: applied
            .step
            .turn
            .and_then(|turn| tree.get(turn))
            .map(OrgUnit::reference),
        allowed_actions: allowed(&after, &session.actor),
        next_review_id: next.map(|next| next.0),
        remaining: accounts::to_review(&app.store, org_unit, None).await?,
    })
}
