//! Many keys at once: read as one text rather than as a row each, and given back the same way.
//!
//! A million keys take 8 MB this way; as rows they would take hundreds.

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    Condition, ConnectionTrait as _, DbBackend, EntityTrait, IdenStatic as _, QueryFilter as _,
    QuerySelect as _, QueryTrait as _, Select,
};

use crate::{Handle, StoreError};

/// The keys that a query finds, in its order.
pub(crate) async fn keys_of<E: EntityTrait>(
    db: &impl Handle,
    query: Select<E>,
    id: E::Column,
) -> Result<Vec<i64>, StoreError> {
    let backend = db.c().get_database_backend();
    let mut statement = query.select_only().column_as(id, "found_id").build(backend);
    let joined = match backend {
        DbBackend::Sqlite => "group_concat(found_id)",
        _ => "string_agg(found_id::text, ',')",
    };
    statement.sql = format!("SELECT {joined} FROM ({}) AS found", statement.sql);
    let row = db.c().query_one_raw(statement).await?;
    let list: Option<String> = match row {
        Some(row) => row.try_get_by_index(0)?,
        None => None,
    };
    list.unwrap_or_default()
        .split_terminator(',')
        .map(|key| {
            key.parse()
                .map_err(|_| StoreError::corrupt("key", key.to_owned()))
        })
        .collect()
}

/// The rows of these keys that `visible` lets through, in any order.
pub(crate) fn among<E: EntityTrait>(
    db: &impl Handle,
    visible: Condition,
    id: E::Column,
    keys: &[i64],
) -> Select<E> {
    let column = format!("{}.{}", E::default().table_name(), id.as_str());
    let backend = db.c().get_database_backend();
    E::find()
        .filter(visible)
        .filter(is_one_of(backend, &column, keys))
}

/// Those of the keys whose rows `visible` lets through, in their order.
pub(crate) async fn keys_among<E: EntityTrait>(
    db: &impl Handle,
    visible: Condition,
    id: E::Column,
    keys: &[i64],
) -> Result<Vec<i64>, StoreError> {
    let found = keys_of(db, among::<E>(db, visible, id, keys), id).await?;
    Ok(in_order(keys, found, |&key| key))
}

/// The condition that a column, named with its table, is one of these keys: one parameter, however
/// many there are.
pub(crate) fn is_one_of(backend: DbBackend, column: &str, keys: &[i64]) -> SimpleExpr {
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    let keys = keys.join(",");
    match backend {
        DbBackend::Sqlite => Expr::cust_with_values(
            format!("{column} IN (SELECT value FROM json_each(?))"),
            [format!("[{keys}]")],
        ),
        _ => Expr::cust_with_values(
            format!("{column} = ANY ($1::bigint[])"),
            [format!("{{{keys}}}")],
        ),
    }
}

/// Rows in the order of keys; what is not there is left out.
pub(crate) fn in_order<T>(keys: &[i64], rows: Vec<T>, key: impl Fn(&T) -> i64) -> Vec<T> {
    let mut by_key: std::collections::HashMap<i64, T> =
        rows.into_iter().map(|row| (key(&row), row)).collect();
    keys.iter().filter_map(|key| by_key.remove(key)).collect()
}
