//! Counts shown on the tabs of the work list.

use nmrs_domain::actor::Party;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::ReportingUnitId;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use super::query::rejected_statuses;
use crate::accounts::scope::submitted;
use crate::entity::accounts;
use crate::{Executor, Scope, StoreError, counts};
use accounts::Column;

/// Counts the rejected applications that the party has to handle.
pub async fn rejected_count(
    db: &impl Executor,
    party: Party,
    scope: Scope,
) -> Result<u64, StoreError> {
    let statuses = rejected_statuses(party);
    if let Party::Reporting { unit, .. } = party {
        return unit_count(db, unit, &statuses).await;
    }
    let mut sum = 0;
    for status in statuses {
        sum += counts::total(db, scope, Some(status), None).await?;
    }
    Ok(sum)
}

/// Counts the submitted accounts of a unit by kind.
pub async fn unit_counts_by_kind(
    db: &impl Executor,
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
        .all(db.conn())
        .await?;
    rows.into_iter()
        .map(|(kind, count)| {
            let kind =
                AccountKind::from_wire(&kind).ok_or_else(|| StoreError::corrupt("kind", kind))?;
            Ok((kind, u64::try_from(count).unwrap_or(0)))
        })
        .collect()
}

/// Counts the drafts of a unit.
pub async fn draft_count(db: &impl Executor, unit: ReportingUnitId) -> Result<u64, StoreError> {
    unit_count(db, unit, &[Status::Draft]).await
}

async fn unit_count(
    db: &impl Executor,
    unit: ReportingUnitId,
    statuses: &[Status],
) -> Result<u64, StoreError> {
    Ok(accounts::Entity::find()
        .filter(Column::ReportingUnitId.eq(unit.0))
        .filter(Column::Status.is_in(statuses.iter().map(|s| s.as_str()).collect::<Vec<_>>()))
        .count(db.conn())
        .await?)
}
