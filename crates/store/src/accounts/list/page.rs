//! The rows of one page of the work list.

use nmrs_domain::query::{AccountFilter, SortColumn};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, Select};

use super::count::ListTotal;
use super::order::ordered;
use crate::accounts::account::Account;
use crate::accounts::fetch::{Window, fetch, fetch_ids, fetch_ids_counted};
use crate::entity::accounts;
use crate::{Executor, StoreError};
use accounts::Column;

/// From this offset on a page is read in two steps: ids first, then rows.
const LARGE_OFFSET: u64 = 200;

/// Reads a page.
pub(super) async fn page(
    db: &impl Executor,
    query: Select<accounts::Entity>,
    filter: &AccountFilter,
) -> Result<Vec<Account>, StoreError> {
    let ordered = |query| ordered(query, filter.sort);
    let window = Window::page(filter.paging);
    // Pending reviews are found in order of waiting time. Any other order needs a sort, which is
    // cheaper on index entries than on whole rows.
    let is_sorted = filter.waiting().is_set() && filter.sort.column != SortColumn::StepSince;
    if window.offset < LARGE_OFFSET && !is_sorted {
        return fetch(db, ordered(query), window).await;
    }
    // In one step, skipped or sorted rows would be read in full and joined with their units.
    let ids = fetch_ids(db, ordered(query.clone()), window).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let window = Window {
        offset: 0,
        ..window
    };
    fetch(db, ordered(query.filter(Column::Id.is_in(ids))), window).await
}

/// Reads a page and the total in one pass over the few rows that `candidates` leaves.
pub(super) async fn page_of_candidates(
    db: &impl Executor,
    query: Select<accounts::Entity>,
    candidates: SimpleExpr,
    filter: &AccountFilter,
) -> Result<(Vec<Account>, ListTotal), StoreError> {
    let window = Window::page(filter.paging);
    let narrowed = query.clone().filter(candidates);
    let page = ordered(narrowed.clone(), filter.sort);
    let (ids, total) = fetch_ids_counted(db, page, window).await?;
    if ids.is_empty() {
        // A page beyond the end has no row that carries the total.
        let total = if window.offset == 0 {
            0
        } else {
            narrowed.count(db.conn()).await?
        };
        return Ok((Vec::new(), ListTotal::exact(total)));
    }
    let window = Window {
        offset: 0,
        ..window
    };
    let found = query.filter(Column::Id.is_in(ids));
    let rows = fetch(db, ordered(found, filter.sort), window).await?;
    Ok((rows, ListTotal::exact(total)))
}
