//! Reporting units.

use nmrs_domain::ids::{OrgUnitId, ReportingUnitId};
use nmrs_domain::machine::ReviewChain;
use nmrs_domain::query::ReportingUnitFilter;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait as _, DbBackend,
    EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use time::OffsetDateTime;

use crate::db::id_list::{among, in_order, keys_among, keys_of};
use crate::db::like::contains;
use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::{identifier_counters, reporting_units};
use crate::scope::by_level;
use crate::{Handle, Scope, StoreError, Tx};
use nmrs_domain::actor::Level;
use nmrs_domain::code::PlatformCode;
use reporting_units::Column;

/// A reporting unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingUnit {
    /// Key.
    pub id: ReportingUnitId,
    /// Code, which is also the user name.
    pub code: String,
    /// Full name.
    pub name: String,
    /// The org unit it belongs to.
    pub org_unit: OrgUnitId,
    /// Accounts that count for it.
    pub account_count: i64,
    /// Whether its profile is complete.
    pub profile_complete: bool,
    /// When it was added.
    pub created_at: OffsetDateTime,
}

/// A reporting unit that is stored for the first time.
#[derive(Debug, Clone)]
pub struct NewReportingUnit {
    /// Its code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// The org units above it.
    pub chain: ReviewChain,
    /// Whether its profile is complete.
    pub profile_complete: bool,
    /// When.
    pub at: OffsetDateTime,
}

/// Stores a new unit.
///
/// # Errors
/// [`StoreError::Duplicate`] when its code or full name is taken; other database errors.
pub async fn insert(tx: &Tx, new: NewReportingUnit) -> Result<ReportingUnitId, StoreError> {
    let NewReportingUnit {
        code,
        name,
        chain,
        profile_complete,
        at,
    } = new;
    let (org1, org2, org3) = by_level(&chain);
    let row = reporting_units::ActiveModel {
        code: Set(code),
        name: Set(name),
        org_unit_id: Set(chain.direct().0),
        org1_id: Set(org1),
        org2_id: Set(org2),
        org3_id: Set(org3),
        account_count: Set(0),
        profile_complete: Set(profile_complete),
        created_at: Set(to_ms(at)),
        deleted_at: Set(None),
        ..Default::default()
    };
    Ok(ReportingUnitId(row.insert(tx.c()).await?.id))
}

/// The living unit of this key, if the caller may see it.
///
/// # Errors
/// Database errors.
pub async fn find(
    db: &impl Handle,
    scope: Scope,
    id: ReportingUnitId,
) -> Result<Option<ReportingUnit>, StoreError> {
    let row = reporting_units::Entity::find_by_id(id.0)
        .filter(visible(scope))
        .one(db.c())
        .await?;
    row.map(read).transpose()
}

/// One page of living units, by code, and how many there are in all.
///
/// `below` narrows it to an org unit that the caller was found to see.
///
/// # Errors
/// Database errors.
pub async fn list(
    db: &impl Handle,
    scope: Scope,
    below: Option<Scope>,
    filter: &ReportingUnitFilter,
) -> Result<(Vec<ReportingUnit>, u64), StoreError> {
    let query = select(db.c().get_database_backend(), scope, below, filter);
    let total = query.clone().count(db.c()).await?;
    let rows = query
        .order_by_asc(Column::Code)
        .offset(filter.paging.offset())
        .limit(u64::from(filter.paging.per_page))
        .all(db.c())
        .await?;
    Ok((rows.into_iter().map(read).collect::<Result<_, _>>()?, total))
}

fn select(
    backend: DbBackend,
    scope: Scope,
    below: Option<Scope>,
    filter: &ReportingUnitFilter,
) -> Select<reporting_units::Entity> {
    let ReportingUnitFilter {
        org: _,
        code,
        name,
        paging: _,
    } = filter;
    let mut query = reporting_units::Entity::find().filter(visible(scope));
    if let Some(below) = below.filter(|&below| below != scope) {
        query = query.filter(visible(below));
    }
    if let Some(code) = code {
        query = query
            .filter(Column::Code.gte(code.as_str()))
            .filter(Column::Code.lt(format!("{code}~")));
    }
    if let Some(name) = name {
        let column = Expr::col((reporting_units::Entity, Column::Name));
        query = query.filter(contains(backend, column, name));
    }
    query
}

/// The keys of all units that a list finds, by code; see [`list`].
///
/// # Errors
/// Database errors.
pub async fn found_keys(
    db: &impl Handle,
    scope: Scope,
    below: Option<Scope>,
    filter: &ReportingUnitFilter,
) -> Result<Vec<i64>, StoreError> {
    let query = select(db.c().get_database_backend(), scope, below, filter);
    keys_of(db, query.order_by_asc(Column::Code), Column::Id).await
}

/// Those of the keys that the caller may see, in their order.
///
/// # Errors
/// Database errors.
pub async fn seen_keys(
    db: &impl Handle,
    scope: Scope,
    keys: &[i64],
) -> Result<Vec<i64>, StoreError> {
    keys_among::<reporting_units::Entity>(db, visible(scope), Column::Id, keys).await
}

/// The units of these keys that the caller may still see, in their order.
///
/// # Errors
/// Database errors.
pub async fn of_keys(
    db: &impl Handle,
    scope: Scope,
    keys: &[i64],
) -> Result<Vec<ReportingUnit>, StoreError> {
    let rows = among::<reporting_units::Entity>(db, visible(scope), Column::Id, keys)
        .all(db.c())
        .await?;
    let units = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok(in_order(keys, units, |unit: &ReportingUnit| unit.id.0))
}

fn visible(scope: Scope) -> Condition {
    let living = Condition::all().add(Column::DeletedAt.is_null());
    match scope {
        Scope::All => living,
        Scope::Unit(unit) => living.add(Column::Id.eq(unit.0)),
        Scope::OrgUnit(org_unit, level) => match level {
            Level::Central => living,
            Level::First => living.add(Column::Org1Id.eq(org_unit.0)),
            Level::Second => living.add(Column::Org2Id.eq(org_unit.0)),
            Level::Third => living.add(Column::Org3Id.eq(org_unit.0)),
        },
    }
}

fn read(row: reporting_units::Model) -> Result<ReportingUnit, StoreError> {
    let reporting_units::Model {
        id,
        code,
        name,
        org_unit_id,
        org1_id: _,
        org2_id: _,
        org3_id: _,
        account_count,
        profile_complete,
        created_at,
        deleted_at: _,
    } = row;
    Ok(ReportingUnit {
        id: ReportingUnitId(id),
        code,
        name,
        org_unit: OrgUnitId(org_unit_id),
        account_count,
        profile_complete,
        created_at: from_ms(created_at)?,
    })
}

/// Changes the number of accounts that count for a unit.
///
/// # Errors
/// Database errors.
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
            .exec(tx.c())
            .await?;
    }
    Ok(())
}

/// Draws the next number of a unit's identifiers on a platform. The counter is raised before the
/// number is used, and never lowered: no identifier is given twice.
///
/// # Errors
/// Database errors.
pub async fn draw_identifier_number(
    tx: &Tx,
    unit: ReportingUnitId,
    platform: PlatformCode,
) -> Result<i64, StoreError> {
    use identifier_counters::Column as C;
    use sea_orm::sea_query::OnConflict;
    let row = identifier_counters::ActiveModel {
        reporting_unit_id: Set(unit.0),
        platform_code: Set(platform.as_str().into()),
        last_number: Set(1),
    };
    identifier_counters::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([C::ReportingUnitId, C::PlatformCode])
                .value(
                    C::LastNumber,
                    Expr::col((identifier_counters::Entity, C::LastNumber)).add(1),
                )
                .to_owned(),
        )
        .exec_without_returning(tx.c())
        .await?;
    // The row is locked by this transaction since the statement above.
    let row = identifier_counters::Entity::find_by_id((unit.0, platform.as_str().to_owned()))
        .one(tx.c())
        .await?;
    row.map(|row| row.last_number)
        .ok_or_else(|| StoreError::corrupt("identifier_counters", unit))
}
