//! The work list: one page, newest first, and how many there are in all.

mod export;
mod plan;
pub(super) mod query;

pub use export::{found_keys, of_keys, seen_keys};

use nmrs_domain::actor::Party;
use nmrs_domain::query::{AccountFilter, Sort, SortColumn};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, Select};

use crate::accounts::account::Account;
use crate::accounts::fetch::{Rows, all, count_some, keys, keys_counted};
use crate::entity::accounts;
use crate::{Handle, Scope, StoreError, counts};
use accounts::Column;
use plan::{MOST_COUNTED, planned};

/// From how many skipped rows on a page is found in two steps.
const FAR: u64 = 200;

/// How many accounts the conditions find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// So many, or more if it is not exact.
    pub count: u64,
    /// Whether they were counted to the end.
    pub exact: bool,
}

/// One page of the work list of `party`, and how many accounts the conditions find in all.
///
/// `below` narrows it to an org unit that the caller was found to see.
///
/// # Errors
/// Database errors.
pub async fn list(
    db: &impl Handle,
    party: Party,
    scope: Scope,
    below: Option<Scope>,
    filter: &AccountFilter,
) -> Result<(Vec<Account>, Total), StoreError> {
    let within = below.unwrap_or(scope);
    let (plan, query) = planned(db, party, scope, below, filter).await?;
    if let Some(among) = plan.for_rows() {
        return few(db, query, among, filter).await;
    }
    let rows = page(db, query.clone(), filter).await?;
    if filter.is_counted() && !matches!(scope, Scope::Unit(_)) {
        let count = counts::total(db, within, filter.status, filter.kind).await?;
        return Ok((rows, Total { count, exact: true }));
    }
    if plan.is_beyond_count() {
        let total = Total {
            count: MOST_COUNTED,
            exact: false,
        };
        return Ok((rows, total));
    }
    let most = plan.most_counted();
    if let Some(sample) = plan.sample() {
        let total = count(db, query.clone().filter(sample), most).await?;
        if !total.exact {
            return Ok((rows, total));
        }
    }
    Ok((rows, count(db, query, most).await?))
}

/// The rows of a page and their number, where few rows are looked up: in one pass over them.
async fn few(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    among: SimpleExpr,
    filter: &AccountFilter,
) -> Result<(Vec<Account>, Total), StoreError> {
    let exact = |count| Total { count, exact: true };
    let rows = Rows::of_page(filter.paging);
    let narrowed = query.clone().filter(among);
    let (ids, number) = keys_counted(db, ordered(narrowed.clone(), filter.sort), rows).await?;
    if ids.is_empty() {
        // Beyond the end there is no row that could say how many there are.
        let number = if rows.offset == 0 {
            0
        } else {
            narrowed.count(db.c()).await?
        };
        return Ok((Vec::new(), exact(number)));
    }
    let found = query.filter(Column::Id.is_in(ids));
    let rows = all(db, ordered(found, filter.sort), Rows { offset: 0, ..rows }).await?;
    Ok((rows, exact(number)))
}

pub(super) fn ordered(query: Select<accounts::Entity>, sort: Sort) -> Select<accounts::Entity> {
    let column = match sort.column {
        SortColumn::ModifiedAt => Column::ModifiedAt,
        SortColumn::CreatedAt => Column::CreatedAt,
        SortColumn::StepSince => Column::StepSince,
    };
    let order = if sort.descending {
        Order::Desc
    } else {
        Order::Asc
    };
    query
        .order_by(column, order.clone())
        .order_by(Column::Id, order)
}

/// The rows of a page.
async fn page(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    filter: &AccountFilter,
) -> Result<Vec<Account>, StoreError> {
    let ordered = |query| ordered(query, filter.sort);
    let rows = Rows::of_page(filter.paging);
    // What waits is found in the order of waiting; for another it is sorted, which takes less of the
    // index alone than of whole rows.
    let sorted = filter.waiting.is_set() && filter.sort.column != SortColumn::StepSince;
    if rows.offset < FAR && !sorted {
        return all(db, ordered(query), rows).await;
    }
    // Rows that are skipped or sorted would be fetched all the same, with their units.
    let ids = keys(db, ordered(query.clone()), rows).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = Rows { offset: 0, ..rows };
    all(db, ordered(query.filter(Column::Id.is_in(ids))), found).await
}

/// Counts the rows of a query, up to `most` if that is given.
async fn count(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    most: Option<u64>,
) -> Result<Total, StoreError> {
    let Some(most) = most else {
        let count = query.count(db.c()).await?;
        return Ok(Total { count, exact: true });
    };
    let rows = Rows {
        offset: 0,
        limit: most + 1,
    };
    let found = count_some(db, query, rows).await?;
    Ok(Total {
        count: Ord::min(found, most),
        exact: found <= most,
    })
}
