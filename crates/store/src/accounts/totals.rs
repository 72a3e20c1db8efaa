//! Counts on the tabs, and the place of a review in its queue.

use nmrs_domain::actor::Party;
use nmrs_domain::ids::{ApplicationId, OrgUnitId, ReportingUnitId};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::{ApplicationKind, Status};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use super::joined::{Rows, all};
use super::list::{rejected_statuses, submitted};
use super::row::Account;
use crate::entity::accounts;
use crate::moment::to_ms;
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

/// One page of an org unit's queue, longest waiting first.
pub(crate) async fn queue_page(
    db: &impl Handle,
    org_unit: OrgUnitId,
    kind: Option<ApplicationKind>,
    offset: u64,
    limit: u64,
) -> Result<Vec<Account>, StoreError> {
    let page = queue(org_unit, kind)
        .order_by_asc(Column::StepSince)
        .order_by_asc(Column::Id);
    all(db, page, Rows { offset, limit }).await
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
