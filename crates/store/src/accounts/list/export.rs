//! Reading very many accounts: first the keys of all of them, at one moment, then the rows in
//! batches. No transaction stays open meanwhile, however slowly the rows are taken.

use nmrs_domain::actor::Party;
use nmrs_domain::query::AccountFilter;
use sea_orm::QueryFilter;

use super::ordered;
use super::plan::planned;
use crate::accounts::account::Account;
use crate::accounts::fetch::{Rows, all};
use crate::accounts::list::query::visible;
use crate::db::id_list::{among, in_order, keys_among, keys_of};
use crate::entity::accounts;
use crate::{Handle, Scope, StoreError};

/// The keys of all accounts that the work list of `party` finds, in its order.
///
/// `below` narrows it to an org unit that the caller was found to see. The plan is that of the list:
/// looking at the newest 2,000 decides here, too, whether the long lists of what nearly all have are
/// read, and next to reading every row it costs nothing.
///
/// # Errors
/// Database errors.
pub async fn found_keys(
    db: &impl Handle,
    party: Party,
    scope: Scope,
    below: Option<Scope>,
    filter: &AccountFilter,
) -> Result<Vec<i64>, StoreError> {
    let (plan, mut query) = planned(db, party, scope, below, filter).await?;
    if let Some(among) = plan.for_rows() {
        query = query.filter(among);
    }
    keys_of(db, ordered(query, filter.sort), accounts::Column::Id).await
}

/// Those of the keys that the caller may see, in their order.
///
/// # Errors
/// Database errors.
pub async fn seen_keys(
    db: &impl Handle,
    scope: Scope,
    keys: &[i64],
) -> Result<Vec<i64>, StoreError> {
    keys_among::<accounts::Entity>(db, visible(scope), accounts::Column::Id, keys).await
}

/// The accounts of these keys that the caller may still see, in their order.
///
/// # Errors
/// Database errors.
pub async fn of_keys(
    db: &impl Handle,
    scope: Scope,
    keys: &[i64],
) -> Result<Vec<Account>, StoreError> {
    let query = among::<accounts::Entity>(db, visible(scope), accounts::Column::Id, keys);
    let rows = Rows {
        offset: 0,
        limit: u64::try_from(keys.len()).unwrap_or(u64::MAX),
    };
    let found = all(db, query, rows).await?;
    Ok(in_order(keys, found, |account| account.id.0))
}
