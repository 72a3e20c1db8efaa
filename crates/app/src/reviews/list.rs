use nmrs_domain::query::ReviewFilter;
use nmrs_domain::wire::{Page, ReviewItemOut};
use nmrs_store::{accounts, applications};

use crate::accounts::to_response;
use crate::auth::{Session, own_office};
use crate::{App, AppError};

/// Returns one page of the applications that wait for the caller's decision, by default the longest
/// waiting first.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::Forbidden`] for reporting units.
pub async fn list(
    app: &App,
    session: &Session,
    filter: &ReviewFilter,
) -> Result<Page<ReviewItemOut>, AppError> {
    let org_unit = own_office(session)?;
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
                account: to_response(&tree, &session.actor, &waiting, account),
                applied_at: application.applied_at,
            })
            .collect(),
        page: filter.paging.page,
        per_page: filter.paging.per_page,
        total,
        total_exact: true,
    })
}
