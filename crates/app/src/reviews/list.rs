//! The queue of an office.

use nmrs_domain::actor::Party;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::query::ReviewFilter;
use nmrs_domain::wire::{Page, ReviewItemOut};
use nmrs_store::{accounts, applications};

use crate::accounts::present;
use crate::auth::Session;
use crate::{App, AppError};

/// One page of what waits for the caller's decision, longest waiting first unless the filter says
/// otherwise.
///
/// # Errors
/// [`ErrorCode::Forbidden`] for reporting units.
pub async fn list(
    app: &App,
    session: &Session,
    filter: &ReviewFilter,
) -> Result<Page<ReviewItemOut>, AppError> {
    let org_unit = office(session)?;
    let tree = session.org_tree(app).await?;
    let waiting = session.waiting(app).await?;
    let filter = &ReviewFilter {
        waiting: waiting.resolve(filter.waiting),
        ..*filter
    };
    let rows = applications::queue(&app.store, org_unit, filter).await?;
    let total = accounts::queue_count(&app.store, org_unit, filter).await?;
    Ok(Page {
        items: rows
            .into_iter()
            .map(|(application, account)| ReviewItemOut {
                id: application.id.0,
                kind: application.kind,
                account: present(&tree, &session.actor, &waiting, account),
                applied_at: application.applied_at,
            })
            .collect(),
        page: filter.paging.page,
        per_page: filter.paging.per_page,
        total,
        total_exact: true,
    })
}

/// The org unit that the caller is.
pub(super) fn office(session: &Session) -> Result<OrgUnitId, AppError> {
    match session.actor.party {
        Party::Organizing { org_unit, .. } => Ok(org_unit),
        Party::Reporting { .. } => Err(AppError::refused(ErrorCode::Forbidden)),
    }
}
