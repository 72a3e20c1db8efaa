//! Attributes of XML elements, within limits.

use quick_xml::events::BytesStart;

use super::limits_used::LimitsUsed;
use crate::read::error::ReadError;
use crate::read::limits::MAX_ATTRIBUTES;

/// Returns the attributes of an element. A duplicate one is an error.
pub(super) fn attributes<'e>(
    element: &'e BytesStart<'_>,
) -> Result<Vec<(&'e str, String)>, ReadError> {
    let mut found = Vec::new();
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| ReadError::Damaged)?;
        if found.len() >= MAX_ATTRIBUTES {
            return Err(ReadError::Suspicious);
        }
        found.push((attribute.key.into_inner(), attribute.value.into_owned()));
    }
    Ok(found)
}

/// Returns attributes that a reader keeps in memory: each has at most `max_bytes`, and all count as
/// kept text.
pub(super) fn kept_attributes<'e>(
    element: &'e BytesStart<'_>,
    max_bytes: usize,
    used: &mut LimitsUsed,
) -> Result<Vec<(&'e str, String)>, ReadError> {
    let found = attributes(element)?;
    for (_, value) in &found {
        if value.len() > max_bytes {
            return Err(ReadError::Suspicious);
        }
        used.keep_text(value.len())?;
    }
    Ok(found)
}

pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    let found = attributes(element)?
        .into_iter()
        .find(|(key, _)| *key == name);
    Ok(found.map(|(_, value)| value))
}
