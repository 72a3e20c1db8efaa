//! The account count and the identifier counters of a reporting unit.

use nmrs_domain::values::identifiers::PlatformCode;
use nmrs_domain::values::ids::ReportingUnitId;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::identifier_counters::{self, Column as Counter};
use crate::entity::reporting_units::{self, Column};
use crate::{Executor as _, StoreError, Tx};

/// Adds to the account count of a unit.
pub async fn shift_account_count(
    tx: &Tx,
    unit: ReportingUnitId,
    by: i64,
) -> Result<(), StoreError> {
    if by != 0 {
        reporting_units::Entity::update_many()
            .col_expr(
                Column::AccountCount,
                Expr::col(Column::AccountCount).add(by),
            )
            .filter(Column::Id.eq(unit.0))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// Returns the next identifier number of a unit on a platform. The counter is raised before the number
/// is used and never lowered: no identifier is assigned twice.
pub async fn next_identifier_number(
    tx: &Tx,
    unit: ReportingUnitId,
    platform: PlatformCode,
) -> Result<i64, StoreError> {
    let row = identifier_counters::ActiveModel {
        reporting_unit_id: Set(unit.0),
        platform_code: Set(platform.as_str().into()),
        last_number: Set(1),
    };
    identifier_counters::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Counter::ReportingUnitId, Counter::PlatformCode])
                .value(
                    Counter::LastNumber,
                    Expr::col((identifier_counters::Entity, Counter::LastNumber)).add(1),
                )
                .to_owned(),
        )
        .exec_without_returning(tx.conn())
        .await?;
    // The statement above has locked the row.
    let row = identifier_counters::Entity::find_by_id((unit.0, platform.as_str().to_owned()))
        .one(tx.conn())
        .await?;
    row.map(|row| row.last_number)
        .ok_or_else(|| StoreError::corrupt("identifier_counters", unit))
}
