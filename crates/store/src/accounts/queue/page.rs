//! One page of the review queue.

use nmrs_domain::query::ReviewFilter;
use nmrs_domain::values::ids::OrgUnitId;
use sea_orm::{Order, QueryOrder};

use super::query::filtered_queue;
use crate::accounts::account::Account;
use crate::accounts::fetch::{Window, fetch};
use crate::entity::accounts::Column;
use crate::{Executor, StoreError};

/// Returns one page of the queue of an org unit, longest waiting first unless the filter says
/// otherwise.
pub async fn queue_page(
    db: &impl Executor,
    org_unit: OrgUnitId,
    filter: &ReviewFilter,
) -> Result<Vec<Account>, StoreError> {
    let order = if filter.newest_first {
        Order::Desc
    } else {
        Order::Asc
    };
    let page = filtered_queue(org_unit, filter)
        .order_by(Column::StepSince, order.clone())
        .order_by(Column::Id, order);
    fetch(db, page, Window::page(filter.paging)).await
}
