//! Lists of up to a million ids, read and bound as one text instead of one row or parameter each.
//!
//! A million ids take 8 MB this way; as rows they would take hundreds.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    Condition, ConnectionTrait as _, DbBackend, EntityTrait, IdenStatic as _, QueryFilter as _,
    QuerySelect as _, QueryTrait as _, Select,
};

use crate::{Executor, StoreError};

/// Returns the ids of a query's rows, in its order.
pub(crate) async fn select<E: EntityTrait>(
    db: &impl Executor,
    query: Select<E>,
    id: E::Column,
) -> Result<Vec<i64>, StoreError> {
    let backend = db.conn().get_database_backend();
    let mut statement = query.select_only().column_as(id, "found_id").build(backend);
    let joined = match backend {
        DbBackend::Sqlite => "group_concat(found_id)",
        _ => "string_agg(found_id::text, ',')",
    };
    statement.sql = format!("SELECT {joined} FROM ({}) AS found", statement.sql);
    let row = db.conn().query_one_raw(statement).await?;
    let list: Option<String> = match row {
        Some(row) => row.try_get_by_index(0)?,
        None => None,
    };
    list.unwrap_or_default()
        .split_terminator(',')
        .map(|id| {
            id.parse()
                .map_err(|_| StoreError::corrupt("id", id.to_owned()))
        })
        .collect()
}

/// Selects the rows with these ids that meet `visible`, in any order.
pub(crate) fn rows<E: EntityTrait>(
    db: &impl Executor,
    visible: Condition,
    id: E::Column,
    ids: &[i64],
) -> Select<E> {
    let column = format!("{}.{}", E::default().table_name(), id.as_str());
    let backend = db.conn().get_database_backend();
    E::find()
        .filter(visible)
        .filter(is_in(backend, &column, ids))
}

/// Returns the ids whose rows meet `visible`, in the given order.
pub(crate) async fn retain<E: EntityTrait>(
    db: &impl Executor,
    visible: Condition,
    id: E::Column,
    ids: &[i64],
) -> Result<Vec<i64>, StoreError> {
    let found = select(db, rows::<E>(db, visible, id, ids), id).await?;
    Ok(sort_by_ids(ids, found, |&id| id))
}

/// The condition that a column (named with its table) is one of the ids, bound as one parameter.
fn is_in(backend: DbBackend, column: &str, ids: &[i64]) -> SimpleExpr {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let ids = ids.join(",");
    match backend {
        DbBackend::Sqlite => Expr::cust_with_values(
            format!("{column} IN (SELECT value FROM json_each(?))"),
            [format!("[{ids}]")],
        ),
        _ => Expr::cust_with_values(
            format!("{column} = ANY ($1::bigint[])"),
            [format!("{{{ids}}}")],
        ),
    }
}

/// Sorts rows into the order of the ids; ids without a row are left out.
pub(crate) fn sort_by_ids<T>(ids: &[i64], rows: Vec<T>, id: impl Fn(&T) -> i64) -> Vec<T> {
    let mut by_id: HashMap<i64, T> = rows.into_iter().map(|row| (id(&row), row)).collect();
    ids.iter().filter_map(|id| by_id.remove(id)).collect()
}
