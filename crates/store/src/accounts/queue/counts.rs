//! Counts of the review queue.

use nmrs_domain::query::ReviewFilter;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::values::ids::OrgUnitId;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::query::{filtered_queue, is_waiting, queue};
use crate::entity::accounts::{self, Column};
use crate::{Executor, StoreError};

/// Counts the applications that wait for an org unit, of one kind if that is given.
pub async fn queue_length(
    db: &impl Executor,
    org_unit: OrgUnitId,
    kind: Option<ApplicationKind>,
) -> Result<u64, StoreError> {
    Ok(queue(org_unit, kind).count(db.conn()).await?)
}

/// Counts the applications in the queue of an org unit that a filter matches.
pub async fn queue_count(
    db: &impl Executor,
    org_unit: OrgUnitId,
    filter: &ReviewFilter,
) -> Result<u64, StoreError> {
    Ok(filtered_queue(org_unit, filter).count(db.conn()).await?)
}

/// Counts the applications that have waited for an org unit since before a time.
pub async fn overdue_count(
    db: &impl Executor,
    org_unit: OrgUnitId,
    begun_before: OffsetDateTime,
) -> Result<u64, StoreError> {
    let overdue = queue(org_unit, None).filter(is_waiting(Some(begun_before)));
    Ok(overdue.count(db.conn()).await?)
}

/// Returns the org units with applications that have waited since before a time, and their number.
pub async fn overdue_offices(
    db: &impl Executor,
    begun_before: OffsetDateTime,
) -> Result<Vec<(OrgUnitId, u64)>, StoreError> {
    let rows = accounts::Entity::find()
        .filter(is_waiting(Some(begun_before)))
        .select_only()
        .column(Column::TurnOrgId)
        .column_as(Column::Id.count(), "accounts")
        .group_by(Column::TurnOrgId)
        .order_by_asc(Column::TurnOrgId)
        .into_tuple::<(i64, i64)>()
        .all(db.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|(office, count)| (OrgUnitId(office), u64::try_from(count).unwrap_or(0)))
        .collect())
}
