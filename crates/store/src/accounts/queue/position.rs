//! The position of a review in its queue, and its neighbours.

use nmrs_domain::values::ids::{ApplicationId, OrgUnitId};
use sea_orm::{
    ColumnTrait, Condition, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::query::queue;
use crate::accounts::account::Account;
use crate::db::timestamp::to_ms;
use crate::entity::accounts::{self, Column};
use crate::{Executor, StoreError};

/// The position of an account in the queue of an org unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuePosition {
    /// Position, from 1.
    pub position: u64,
    /// The previous review.
    pub previous: Option<ApplicationId>,
    /// The next review.
    pub next: Option<ApplicationId>,
}

/// Returns the position of an account that waits for `org_unit`.
pub async fn queue_position(
    db: &impl Executor,
    org_unit: OrgUnitId,
    account: &Account,
) -> Result<QueuePosition, StoreError> {
    let since = to_ms(account.workflow.since);
    let before = Condition::any().add(Column::StepSince.lt(since)).add(
        Condition::all()
            .add(Column::StepSince.eq(since))
            .add(Column::Id.lt(account.id.0)),
    );
    let position = queue(org_unit, None)
        .filter(before.clone())
        .count(db.conn())
        .await?
        + 1;
    let previous = queue(org_unit, None)
        .filter(before)
        .order_by_desc(Column::StepSince)
        .order_by_desc(Column::Id);
    Ok(QueuePosition {
        position,
        previous: first_application(db, previous).await?,
        next: next_in_queue(db, org_unit, account).await?,
    })
}

/// Returns the review after an account that waits, or waited, for `org_unit`.
pub async fn next_in_queue(
    db: &impl Executor,
    org_unit: OrgUnitId,
    account: &Account,
) -> Result<Option<ApplicationId>, StoreError> {
    let since = to_ms(account.workflow.since);
    let after = Condition::any().add(Column::StepSince.gt(since)).add(
        Condition::all()
            .add(Column::StepSince.eq(since))
            .add(Column::Id.gt(account.id.0)),
    );
    let next = queue(org_unit, None)
        .filter(after)
        .order_by_asc(Column::StepSince)
        .order_by_asc(Column::Id);
    first_application(db, next).await
}

/// Returns the review that has waited longest for an org unit.
pub async fn first_in_queue(
    db: &impl Executor,
    org_unit: OrgUnitId,
) -> Result<Option<ApplicationId>, StoreError> {
    let oldest = queue(org_unit, None)
        .order_by_asc(Column::StepSince)
        .order_by_asc(Column::Id);
    first_application(db, oldest).await
}

async fn first_application(
    db: &impl Executor,
    query: Select<accounts::Entity>,
) -> Result<Option<ApplicationId>, StoreError> {
    let row = query
        .select_only()
        .column(Column::ApplicationId)
        .into_tuple::<Option<i64>>()
        .one(db.conn())
        .await?;
    Ok(row.flatten().map(ApplicationId))
}
