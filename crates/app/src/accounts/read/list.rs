//! The work list.

use nmrs_domain::query::AccountFilter;
use nmrs_domain::wire::{AccountOut, Page};
use nmrs_store::accounts;

use super::present;
use crate::auth::Session;
use crate::org_units::below;
use crate::{App, AppError};

/// One page of the work list, and how many accounts the conditions find in all.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`] when the org unit of the filter is out of scope.
pub async fn list(
    app: &App,
    session: &Session,
    filter: &AccountFilter,
) -> Result<Page<AccountOut>, AppError> {
    let tree = session.org_tree(app).await?;
    let below = below(&tree, session, filter.org)?;
    let (party, scope) = (session.actor.party, session.scope());
    let waiting = session.waiting(app).await?;
    let filter = &AccountFilter {
        waiting: waiting.resolve(filter.waiting),
        ..filter.clone()
    };
    let (rows, total) = accounts::list(&app.store, party, scope, below, filter).await?;
    Ok(Page {
        items: rows
            .into_iter()
            .map(|account| present(&tree, &session.actor, &waiting, account))
            .collect(),
        page: filter.paging.page,
        per_page: filter.paging.per_page,
        total: total.count,
        total_exact: total.exact,
    })
}
