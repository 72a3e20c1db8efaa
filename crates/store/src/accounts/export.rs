//! Reading very many accounts: first the keys of all of them, at one moment, then the rows in
//! batches. No transaction stays open meanwhile, however slowly the rows are taken.

use nmrs_domain::actor::Party;
use nmrs_domain::query::AccountFilter;
use sea_orm::{ConnectionTrait as _, EntityTrait, QueryFilter};

use super::conditions::visible;
use super::joined::{Rows, all};
use super::list::ordered;
use super::plan::planned;
use super::row::Account;
use crate::entity::accounts;
use crate::key_list::{in_order, is_one_of, keys_of};
use crate::{Handle, Scope, StoreError};

const KEY: &str = "accounts.id";

/// The keys of all accounts that the work list of `party` finds, in its order.
///
/// `below` narrows it to an org unit that the caller was found to see.
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
    let backend = db.c().get_database_backend();
    let query = accounts::Entity::find()
        .filter(visible(scope))
        .filter(is_one_of(backend, KEY, keys));
    let found = keys_of(db, query, accounts::Column::Id).await?;
    Ok(in_order(keys, found, |&key| key))
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
    let backend = db.c().get_database_backend();
    let query = accounts::Entity::find()
        .filter(visible(scope))
        .filter(is_one_of(backend, KEY, keys));
    let rows = Rows {
        offset: 0,
        limit: u64::try_from(keys.len()).unwrap_or(u64::MAX),
    };
    let found = all(db, query, rows).await?;
    Ok(in_order(keys, found, |account| account.id.0))
}
