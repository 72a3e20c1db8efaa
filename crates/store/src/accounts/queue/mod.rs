//! Counts on the tabs, and the place of a review in its queue.

use nmrs_domain::actor::Party;
use nmrs_domain::ids::{ApplicationId, OrgUnitId, ReportingUnitId};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::query::ReviewFilter;
use nmrs_domain::status::{ApplicationKind, Status};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use time::OffsetDateTime;

use crate::accounts::account::Account;
use crate::accounts::fetch::{Rows, all};
use crate::accounts::list::query::{rejected_statuses, submitted, waits};
use crate::db::timestamp::to_ms;
use crate::entity::accounts;
use crate::{Handle, Scope, StoreError, counts};
use accounts::Column;

/// How many applications wait for this org unit's decision.
///
/// # Errors
/// Database errors.
pub async fn to_review(
    db: &impl Handle,
    org_unit: OrgUnitId,
    kind: Option<ApplicationKind>,
) -> Result<u64, StoreError> {
    Ok(queue(org_unit, kind).count(db.c()).await?)
}

/// How many applications have waited for this org unit since before a moment.
///
/// # Errors
/// Database errors.
pub async fn waiting_since(
    db: &impl Handle,
    org_unit: OrgUnitId,
    begun_before: OffsetDateTime,
) -> Result<u64, StoreError> {
    let late = queue(org_unit, None).filter(waits(Some(begun_before)));
    Ok(late.count(db.c()).await?)
}

/// How many applications of an org unit's queue the conditions find.
///
/// # Errors
/// Database errors.
pub async fn queue_total(
    db: &impl Handle,
    org_unit: OrgUnitId,
    filter: &ReviewFilter,
) -> Result<u64, StoreError> {
    Ok(found(org_unit, filter).count(db.c()).await?)
}

fn found(org_unit: OrgUnitId, filter: &ReviewFilter) -> Select<accounts::Entity> {
    queue(org_unit, filter.kind).filter(waits(filter.waiting.begun_before))
}

/// The offices for which something has waited since before a moment, with how much.
///
/// # Errors
/// Database errors.
pub async fn late_offices(
    db: &impl Handle,
    begun_before: OffsetDateTime,
) -> Result<Vec<(OrgUnitId, u64)>, StoreError> {
    let rows = accounts::Entity::find()
        .filter(waits(Some(begun_before)))
        .select_only()
        .column(Column::TurnOrgId)
        .column_as(Column::Id.count(), "accounts")
        .group_by(Column::TurnOrgId)
        .order_by_asc(Column::TurnOrgId)
        .into_tuple::<(i64, i64)>()
        .all(db.c())
        .await?;
    Ok(rows
        .into_iter()
        .map(|(office, count)| (OrgUnitId(office), u64::try_from(count).unwrap_or(0)))
        .collect())
}

/// How many rejected applications are the party's to handle.
///
/// # Errors
/// Database errors.
pub async fn rejected(db: &impl Handle, party: Party, scope: Scope) -> Result<u64, StoreError> {
    let statuses = rejected_statuses(party);
    if let Party::Reporting { unit, .. } = party {
        return of_unit(db, unit, &statuses).await;
    }
    let mut sum = 0;
    for status in statuses {
        sum += counts::total(db, scope, Some(status), None).await?;
    }
    Ok(sum)
}

/// Submitted accounts of a unit, kind by kind.
///
/// # Errors
/// Database errors.
pub async fn kinds_of_unit(
    db: &impl Handle,
    unit: ReportingUnitId,
) -> Result<Vec<(AccountKind, u64)>, StoreError> {
    let rows = accounts::Entity::find()
        .filter(Column::ReportingUnitId.eq(unit.0))
        .filter(submitted())
        .select_only()
        .column(Column::Kind)
        .column_as(Column::Id.count(), "accounts")
        .group_by(Column::Kind)
        .into_tuple::<(String, i64)>()
        .all(db.c())
        .await?;
    rows.into_iter()
        .map(|(kind, count)| {
            let kind =
                AccountKind::from_wire(&kind).ok_or_else(|| StoreError::corrupt("kind", kind))?;
            Ok((kind, u64::try_from(count).unwrap_or(0)))
        })
        .collect()
}

/// How many drafts a unit has.
///
/// # Errors
/// Database errors.
pub async fn drafts(db: &impl Handle, unit: ReportingUnitId) -> Result<u64, StoreError> {
    of_unit(db, unit, &[Status::Draft]).await
}

async fn of_unit(
    db: &impl Handle,
    unit: ReportingUnitId,
    statuses: &[Status],
) -> Result<u64, StoreError> {
    Ok(accounts::Entity::find()
        .filter(Column::ReportingUnitId.eq(unit.0))
        .filter(Column::Status.is_in(statuses.iter().map(|s| s.as_str()).collect::<Vec<_>>()))
        .count(db.c())
        .await?)
}

/// What waits for an org unit.
pub(crate) fn queue(
    org_unit: OrgUnitId,
    kind: Option<ApplicationKind>,
) -> Select<accounts::Entity> {
    accounts::Entity::find()
        .filter(Column::TurnOrgId.eq(org_unit.0))
        .filter(
            Condition::all()
                .add_option(kind.map(|kind| Column::Status.eq(kind.pending().as_str()))),
        )
}

/// One page of an org unit's queue, longest waiting first unless the filter says otherwise.
///
/// # Errors
/// Database errors.
pub async fn queue_page(
    db: &impl Handle,
    org_unit: OrgUnitId,
    filter: &ReviewFilter,
) -> Result<Vec<Account>, StoreError> {
    let order = if filter.newest_first {
        Order::Desc
    } else {
        Order::Asc
    };
    let page = found(org_unit, filter)
        .order_by(Column::StepSince, order.clone())
        .order_by(Column::Id, order);
    let rows = Rows {
        offset: filter.paging.offset(),
        limit: u64::from(filter.paging.per_page),
    };
    all(db, page, rows).await
}

/// The place of an account in an org unit's queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuePlace {
    /// From 1.
    pub position: u64,
    /// The review before it.
    pub previous: Option<ApplicationId>,
    /// The review after it.
    pub next: Option<ApplicationId>,
}

/// Where an account that waits for `org_unit` stands in its queue.
///
/// # Errors
/// Database errors.
pub async fn queue_place(
    db: &impl Handle,
    org_unit: OrgUnitId,
    account: &Account,
) -> Result<QueuePlace, StoreError> {
    let since = to_ms(account.step.since);
    let before = Condition::any().add(Column::StepSince.lt(since)).add(
        Condition::all()
            .add(Column::StepSince.eq(since))
            .add(Column::Id.lt(account.id.0)),
    );
    let position = queue(org_unit, None)
        .filter(before.clone())
        .count(db.c())
        .await?
        + 1;
    let previous = queue(org_unit, None)
        .filter(before)
        .order_by_desc(Column::StepSince)
        .order_by_desc(Column::Id);
    Ok(QueuePlace {
        position,
        previous: first_application(db, previous).await?,
        next: next_in_queue(db, org_unit, account).await?,
    })
}

/// The review behind an account that waits, or waited, for `org_unit`.
///
/// # Errors
/// Database errors.
pub async fn next_in_queue(
    db: &impl Handle,
    org_unit: OrgUnitId,
    account: &Account,
) -> Result<Option<ApplicationId>, StoreError> {
    let since = to_ms(account.step.since);
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

/// The review that waits longest for an org unit.
///
/// # Errors
/// Database errors.
pub async fn first_in_queue(
    db: &impl Handle,
    org_unit: OrgUnitId,
) -> Result<Option<ApplicationId>, StoreError> {
    let oldest = queue(org_unit, None)
        .order_by_asc(Column::StepSince)
        .order_by_asc(Column::Id);
    first_application(db, oldest).await
}

async fn first_application(
    db: &impl Handle,
    query: Select<accounts::Entity>,
) -> Result<Option<ApplicationId>, StoreError> {
    let row = query
        .select_only()
        .column(Column::ApplicationId)
        .into_tuple::<Option<i64>>()
        .one(db.c())
        .await?;
    Ok(row.flatten().map(ApplicationId))
}
