//! How much may still come, and the attributes in which it comes.

use quick_xml::events::BytesStart;

use super::super::limits::{MAX_ATTRIBUTES, MAX_TEXT_BYTES};
use super::super::unreadable::Unreadable;

/// What may still come, of all parts together.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) strings: usize,
    pub(super) styles: [usize; STYLES.len()],
    pub(super) names: usize,
    pub(super) links: usize,
    pub(super) hidden: usize,
    pub(super) errors: usize,
    pub(super) unresolved: usize,
    text: usize,
}

/// The elements that a format is made of.
pub(super) const STYLES: [&str; 5] = ["xf", "font", "fill", "border", "numFmt"];
/// The lists in which they stand.
pub(super) const STYLE_LISTS: [&str; 5] = ["cellXfs", "fonts", "fills", "borders", "numFmts"];

impl Counts {
    /// Counts text that stays in memory.
    pub(super) fn keep(&mut self, bytes: usize) -> Result<(), Unreadable> {
        self.text += bytes;
        if self.text > MAX_TEXT_BYTES {
            return Err(Unreadable::TooMuchInside);
        }
        Ok(())
    }
}

/// One more, if that is not too many.
pub(super) fn limit(count: &mut usize, max: usize) -> Result<(), Unreadable> {
    *count += 1;
    if *count > max {
        return Err(Unreadable::TooMuchInside);
    }
    Ok(())
}

/// The attributes of an element, each of which stands once.
pub(super) fn attributes<'e>(
    element: &'e BytesStart<'_>,
) -> Result<Vec<(&'e str, String)>, Unreadable> {
    let mut found = Vec::new();
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
        if found.len() >= MAX_ATTRIBUTES {
            return Err(Unreadable::Suspicious);
        }
        found.push((attribute.key.into_inner(), attribute.value.into_owned()));
    }
    Ok(found)
}

/// Attributes that somebody keeps.
pub(super) fn bounded<'e>(
    element: &'e BytesStart<'_>,
    max: usize,
    counts: &mut Counts,
) -> Result<Vec<(&'e str, String)>, Unreadable> {
    let found = attributes(element)?;
    for (_, value) in &found {
        if value.len() > max {
            return Err(Unreadable::Suspicious);
        }
        counts.keep(value.len())?;
    }
    Ok(found)
}

/// One attribute of an element.
pub(super) fn attribute(
    element: &BytesStart<'_>,
    name: &str,
) -> Result<Option<String>, Unreadable> {
    let found = attributes(element)?
        .into_iter()
        .find(|(key, _)| *key == name);
    Ok(found.map(|(_, value)| value))
}
