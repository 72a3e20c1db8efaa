//! All rows of a SQLite query as one JSON value.
//!
//! The SQLite driver passes each row from its own thread and copies each value twice; an account has
//! 34 values. One JSON value takes a third of the time. The PostgreSQL driver has neither cost, and
//! PostgreSQL is slow at building JSON.

use sea_orm::{ConnectionTrait as _, Statement};
use serde::de::{DeserializeOwned, Deserializer};
use serde::{Deserialize as _, de};

use crate::{Executor, StoreError};

/// Reads the rows of a statement, in its order. Each row is deserialized from an array with one array
/// of values for each list of columns.
///
/// # Errors
/// [`StoreError::Corrupt`] if a row cannot be deserialized.
pub(crate) async fn fetch<T: DeserializeOwned>(
    db: &impl Executor,
    mut statement: Statement,
    columns: &[&[&str]],
) -> Result<Vec<T>, StoreError> {
    let parts: Vec<_> = columns
        .iter()
        .map(|columns| format!("json_array({})", columns.join(", ")))
        .collect();
    statement.sql = format!(
        "SELECT json_group_array(json_array({})) FROM ({}) AS found",
        parts.join(", "),
        statement.sql
    );
    let Some(row) = db.conn().query_one_raw(statement).await? else {
        return Ok(Vec::new());
    };
    let text: String = row.try_get_by_index(0)?;
    serde_json::from_str(&text).map_err(|error| StoreError::corrupt("a row", error))
}

/// Deserializes a boolean, which SQLite stores as 0 or 1.
pub(crate) fn boolean<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    optional_boolean(value)?.ok_or_else(|| de::Error::custom("a boolean is missing"))
}

/// Deserializes a boolean or null.
pub(crate) fn optional_boolean<'de, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<bool>, D::Error> {
    match Option::<u64>::deserialize(value)? {
        None => Ok(None),
        Some(0) => Ok(Some(false)),
        Some(1) => Ok(Some(true)),
        Some(other) => Err(de::Error::invalid_value(
            de::Unexpected::Unsigned(other),
            &"0 or 1",
        )),
    }
}
