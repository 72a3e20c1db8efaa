use nmrs_domain::query::Paging;
use nmrs_domain::search::duplicates::DuplicateCriterion;
use nmrs_domain::wire::{DuplicateGroupOut, Page};
use nmrs_store::accounts;

use super::super::to_response;
use crate::auth::Session;
use crate::{App, AppError};

/// Returns one page of groups of similar living accounts of different units, within the caller's
/// scope.
///
/// # Errors
/// Database errors.
pub async fn duplicates(
    app: &App,
    session: &Session,
    by: DuplicateCriterion,
    paging: Paging,
) -> Result<Page<DuplicateGroupOut>, AppError> {
    let tree = session.org_tree(app).await?;
    let waiting = session.waiting(app).await?;
    let (groups, total) = accounts::duplicates(&app.store, session.scope(), by, paging).await?;
    let items = groups
        .into_iter()
        .map(|group| DuplicateGroupOut {
            by,
            key: group.key,
            count: group.count,
            accounts: group
                .accounts
                .into_iter()
                .map(|account| to_response(&tree, &session.actor, &waiting, account))
                .collect(),
        })
        .collect();
    Ok(Page {
        items,
        page: paging.page,
        per_page: paging.per_page,
        total,
        total_exact: true,
    })
}
