//! Lists of reporting units.

use nmrs_domain::query::ReportingUnitFilter;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait as _, DbBackend, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

use super::read::{ReportingUnit, from_row, visible};
use crate::db::id_list;
use crate::db::like::contains;
use crate::entity::reporting_units::{self, Column};
use crate::{Executor, Scope, StoreError};

/// Returns one page of units, by code, and the total.
///
/// `below` narrows the list to an org unit that lies in `scope`.
pub async fn list(
    db: &impl Executor,
    scope: Scope,
    below: Option<Scope>,
    filter: &ReportingUnitFilter,
) -> Result<(Vec<ReportingUnit>, u64), StoreError> {
    let query = select(db.conn().get_database_backend(), scope, below, filter);
    let total = query.clone().count(db.conn()).await?;
    let rows = query
        .order_by_asc(Column::Code)
        .offset(filter.paging.offset())
        .limit(u64::from(filter.paging.per_page))
        .all(db.conn())
        .await?;
    Ok((
        rows.into_iter().map(from_row).collect::<Result<_, _>>()?,
        total,
    ))
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

/// Returns the ids of all units of a [`list`], by code.
pub async fn matching_ids(
    db: &impl Executor,
    scope: Scope,
    below: Option<Scope>,
    filter: &ReportingUnitFilter,
) -> Result<Vec<i64>, StoreError> {
    let query = select(db.conn().get_database_backend(), scope, below, filter);
    id_list::select(db, query.order_by_asc(Column::Code), Column::Id).await
}

/// Returns the ids that the caller may see, in the given order.
pub async fn visible_ids(
    db: &impl Executor,
    scope: Scope,
    ids: &[i64],
) -> Result<Vec<i64>, StoreError> {
    id_list::retain::<reporting_units::Entity>(db, visible(scope), Column::Id, ids).await
}

/// Returns the units with these ids that the caller may still see, in the given order.
pub async fn by_ids(
    db: &impl Executor,
    scope: Scope,
    ids: &[i64],
) -> Result<Vec<ReportingUnit>, StoreError> {
    let rows = id_list::rows::<reporting_units::Entity>(db, visible(scope), Column::Id, ids)
        .all(db.conn())
        .await?;
    let units = rows.into_iter().map(from_row).collect::<Result<_, _>>()?;
    Ok(id_list::sort_by_ids(ids, units, |unit: &ReportingUnit| {
        unit.id.0
    }))
}
