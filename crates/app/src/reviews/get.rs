//! One review, with everything that a reviewer needs.

use nmrs_domain::error::ErrorCode;
use nmrs_domain::event::EventDetails;
use nmrs_domain::ids::ApplicationId;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountOut, ReviewOut};
use nmrs_store::{accounts, applications};

use super::list::office;
use crate::accounts::{decision_out, present, warnings};
use crate::auth::Session;
use crate::{App, AppError};

/// A review in the caller's scope, whoever's turn it is.
///
/// # Errors
/// [`ErrorCode::NotFound`] also when its account is out of scope.
pub async fn get(app: &App, session: &Session, id: ApplicationId) -> Result<ReviewOut, AppError> {
    let missing = || AppError::refused(ErrorCode::NotFound);
    let (store, scope) = (&app.store, session.scope());
    let org_unit = office(session)?;
    let application = applications::find(store, id).await?.ok_or_else(missing)?;
    let account = accounts::find(store, scope, application.account)
        .await?
        .ok_or_else(missing)?;
    let tree = session.org_tree(app).await?;
    let mine = application.open && account.workflow.pending_with == Some(org_unit);
    let place = if mine {
        Some(accounts::queue_position(store, org_unit, &account).await?)
    } else {
        None
    };
    let warnings = warnings(store, scope, &account).await?;
    let decisions = applications::decisions(store, account.id).await?;
    let version = account.version;
    let account = present(&tree, &session.actor, &session.waiting(app).await?, account);
    let EventDetails { changes, .. } = application.form.clone();
    // Of an addition, the account itself is what was entered.
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
            .filter_map(|given| decision_out(&tree, given))
            .collect(),
        version,
        open: application.open,
        applied_at: application.applied_at,
        position: place.map(|place| place.position),
        queue_length: accounts::queue_length(store, org_unit, None).await?,
        previous_review_id: place.and_then(|place| place.previous).map(|id| id.0),
        next_review_id: place.and_then(|place| place.next).map(|id| id.0),
    })
}
