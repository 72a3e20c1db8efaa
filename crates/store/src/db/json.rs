//! JSON values in text columns.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

pub(crate) fn to_json(
    column: &str,
    value: &(impl Serialize + ?Sized),
) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::corrupt(column, error))
}

/// # Errors
/// [`StoreError::Corrupt`] if the text is not a `T`.
pub(crate) fn from_json<T: DeserializeOwned>(column: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::corrupt(column, error))
}
