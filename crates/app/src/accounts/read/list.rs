use nmrs_domain::query::AccountFilter;
use nmrs_domain::wire::{AccountOut, Page};
use nmrs_store::accounts;

use super::super::to_response;
use crate::auth::Session;
use crate::org_units::scope_of_filter;
use crate::reporting_units::refuse_invisible_unit;
use crate::{App, AppError};

/// Returns one page of the work list, with the number of all accounts that match.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`] if the org unit or the reporting unit of the
/// filter is out of scope.
pub async fn list(
    app: &App,
    session: &Session,
    filter: &AccountFilter,
) -> Result<Page<AccountOut>, AppError> {
    let tree = session.org_tree(app).await?;
    let below = scope_of_filter(&tree, session, filter.org)?;
    refuse_invisible_unit(app, session, filter.unit).await?;
    let (party, scope) = (session.actor.party, session.scope());
    let waiting = session.waiting(app).await?;
    let filter = &AccountFilter {
        waiting_since_before: waiting.resolve(filter.waiting()).begun_before,
        ..filter.clone()
    };
    let (rows, total) = accounts::list(&app.store, party, scope, below, filter).await?;
    Ok(Page {
        items: rows
            .into_iter()
            .map(|account| to_response(&tree, &session.actor, &waiting, account))
            .collect(),
        page: filter.paging.page,
        per_page: filter.paging.per_page,
        total: total.count,
        total_exact: total.exact,
    })
}
