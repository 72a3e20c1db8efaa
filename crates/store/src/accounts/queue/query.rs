//! The query of the review queue.

use nmrs_domain::query::ReviewFilter;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::values::ids::OrgUnitId;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, Select};
use time::OffsetDateTime;

use crate::db::timestamp::to_ms;
use crate::entity::accounts::{self, Column};

/// Selects the accounts that wait for an org unit.
pub(super) fn queue(
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

pub(super) fn filtered_queue(
    org_unit: OrgUnitId,
    filter: &ReviewFilter,
) -> Select<accounts::Entity> {
    queue(org_unit, filter.kind).filter(is_waiting(filter.waiting.begun_before))
}

/// The condition to wait for a decision, since before a time if one is given. Its text matches the
/// partial indexes, which contain only these accounts.
pub(in crate::accounts) fn is_waiting(begun_before: Option<OffsetDateTime>) -> Condition {
    Condition::all()
        .add(Column::TurnOrgId.is_not_null())
        .add_option(begun_before.map(|at| Column::StepSince.lt(to_ms(at))))
}
