use nmrs_domain::error::ErrorCode;
use nmrs_domain::event::EventDetails;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::values::ids::ApplicationId;
use nmrs_domain::wire::{AccountOut, ReviewOut};
use nmrs_store::{accounts, applications};

use crate::accounts::{decision_to_response, to_response, warnings};
use crate::auth::{Session, own_office};
use crate::{App, AppError};

/// Returns a review in the caller's scope, whichever office it waits for.
///
/// # Errors
/// [`ErrorCode::NotFound`], also out of scope.
pub async fn get(app: &App, session: &Session, id: ApplicationId) -> Result<ReviewOut, AppError> {
    let not_found = || AppError::refused(ErrorCode::NotFound);
    let (store, scope) = (&app.store, session.scope());
    let org_unit = own_office(session)?;
    let application = applications::find(store, id).await?.ok_or_else(not_found)?;
    let account = accounts::find(store, scope, application.account)
        .await?
        .ok_or_else(not_found)?;
    let tree = session.org_tree(app).await?;
    let waits_for_caller = application.open && account.workflow.pending_with == Some(org_unit);
    let position = if waits_for_caller {
        Some(accounts::queue_position(store, org_unit, &account).await?)
    } else {
        None
    };
    let warnings = warnings(store, scope, &account).await?;
    let decisions = applications::decisions(store, account.id).await?;
    let version = account.version;
    let account = to_response(&tree, &session.actor, &session.waiting(app).await?, account);
    let EventDetails { changes, .. } = application.form.clone();
    // For an addition, the account itself has the entered fields.
    let changes = match application.kind {
        ApplicationKind::Modify => changes,
        _ => Vec::new(),
    };
    Ok(ReviewOut {
        id: id.0,
        account_id: account.id,
        kind: application.kind,
        account: AccountOut {
            warnings: Some(warnings),
            ..account
        },
        changes,
        form: EventDetails {
            changes: Vec::new(),
            ..application.form
        },
        decisions: decisions
            .into_iter()
            .filter_map(|given| decision_to_response(&tree, given))
            .collect(),
        version,
        open: application.open,
        applied_at: application.applied_at,
        position: position.map(|position| position.position),
        queue_length: accounts::queue_length(store, org_unit, None).await?,
        previous_review_id: position
            .and_then(|position| position.previous)
            .map(|id| id.0),
        next_review_id: position.and_then(|position| position.next).map(|id| id.0),
    })
}
