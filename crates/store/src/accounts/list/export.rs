//! Reading up to a million accounts for exports: first the ids of all of them in one query, then
//! the rows in batches. No transaction stays open between batches, however slow the client is.

use nmrs_domain::actor::Party;
use nmrs_domain::query::AccountFilter;
use sea_orm::QueryFilter;

use super::order::ordered;
use super::plan::planned;
use crate::accounts::account::Account;
use crate::accounts::fetch::{Window, fetch};
use crate::accounts::scope::visible;
use crate::db::id_list;
use crate::entity::accounts;
use crate::{Executor, Scope, StoreError};

/// Returns the ids of all accounts on the work list of `party`, in list order.
///
/// `below` narrows the list to an org unit that lies in `scope`. The search plan is that of the list:
/// probing the newest accounts costs nothing next to reading every row.
pub async fn matching_ids(
    db: &impl Executor,
    party: Party,
    scope: Scope,
    below: Option<Scope>,
    filter: &AccountFilter,
) -> Result<Vec<i64>, StoreError> {
    let (plan, mut query) = planned(db, party, scope, below, filter).await?;
    if let Some(candidates) = plan.row_candidates() {
        query = query.filter(candidates);
    }
    id_list::select(db, ordered(query, filter.sort), accounts::Column::Id).await
}

/// Returns the ids that the caller may see, in the given order.
pub async fn visible_ids(
    db: &impl Executor,
    scope: Scope,
    ids: &[i64],
) -> Result<Vec<i64>, StoreError> {
    id_list::retain::<accounts::Entity>(db, visible(scope), accounts::Column::Id, ids).await
}

/// Returns the accounts with these ids that the caller may still see, in the given order.
pub async fn by_ids(
    db: &impl Executor,
    scope: Scope,
    ids: &[i64],
) -> Result<Vec<Account>, StoreError> {
    let query = id_list::rows::<accounts::Entity>(db, visible(scope), accounts::Column::Id, ids);
    let window = Window::first(u64::try_from(ids.len()).unwrap_or(u64::MAX));
    let found = fetch(db, query, window).await?;
    Ok(id_list::sort_by_ids(ids, found, |account| account.id.0))
}
