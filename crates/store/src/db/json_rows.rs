//! Rows of SQLite, all of them as one JSON text.
//!
//! SQLite's driver has a thread of its own that hands over each row by itself and copies each value
//! twice; of an account that is 34 values. What comes in one value is read in a third of the time.
//! PostgreSQL's driver has neither cost, and PostgreSQL is slow at making JSON.

use sea_orm::{ConnectionTrait as _, Statement};
use serde::de::{DeserializeOwned, Deserializer};
use serde::{Deserialize as _, de};

use crate::{Handle, StoreError};

/// The rows that a statement finds, in its order: each is read from an array that has an array of
/// values for each list of columns.
///
/// # Errors
/// Database errors; [`StoreError::Corrupt`] when a row is not what it is read as.
pub(crate) async fn all<T: DeserializeOwned>(
    db: &impl Handle,
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
    let Some(row) = db.c().query_one_raw(statement).await? else {
        return Ok(Vec::new());
    };
    let text: String = row.try_get_by_index(0)?;
    serde_json::from_str(&text).map_err(|error| StoreError::corrupt("a row", error))
}

/// SQLite has no truth values, but 0 and 1.
pub(crate) fn flag<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    maybe_flag(value)?.ok_or_else(|| de::Error::custom("a truth value is missing"))
}

/// A truth value, if there is one.
pub(crate) fn maybe_flag<'de, D: Deserializer<'de>>(value: D) -> Result<Option<bool>, D::Error> {
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
