//! The work list: one page and the total.

mod count;
mod export;
mod order;
mod page;
mod plan;
mod query;
mod tab_counts;

pub use count::ListTotal;
pub use export::{by_ids, matching_ids, visible_ids};
pub use tab_counts::{draft_count, rejected_count, unit_counts_by_kind};

use nmrs_domain::actor::Party;
use nmrs_domain::query::AccountFilter;
use sea_orm::QueryFilter;

use super::account::Account;
use crate::{Executor, Scope, StoreError, counts};
use count::count;
use page::{page, page_of_candidates};
use plan::{COUNT_LIMIT, planned};

/// Returns one page of the work list of `party`, and the total.
///
/// `below` narrows the list to an org unit that lies in `scope`.
pub async fn list(
    db: &impl Executor,
    party: Party,
    scope: Scope,
    below: Option<Scope>,
    filter: &AccountFilter,
) -> Result<(Vec<Account>, ListTotal), StoreError> {
    let (plan, query) = planned(db, party, scope, below, filter).await?;
    if let Some(candidates) = plan.row_candidates() {
        return page_of_candidates(db, query, candidates, filter).await;
    }
    let rows = page(db, query.clone(), filter).await?;
    if filter.is_counted() && !matches!(scope, Scope::Unit(_)) {
        let within = below.unwrap_or(scope);
        let count = counts::total(db, within, filter.status, filter.kind).await?;
        return Ok((rows, ListTotal::exact(count)));
    }
    if plan.exceeds_count_limit() {
        return Ok((rows, ListTotal::at_least(COUNT_LIMIT)));
    }
    let limit = plan.count_limit();
    if let Some(sample) = plan.sample() {
        let total = count(db, query.clone().filter(sample), limit).await?;
        if !total.exact {
            return Ok((rows, total));
        }
    }
    Ok((rows, count(db, query, limit).await?))
}
