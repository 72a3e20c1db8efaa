//! How much may still come, and the attributes in which it comes.

use quick_xml::events::BytesStart;

use crate::read::error::Unreadable;
use crate::read::limits::{MAX_ATTRIBUTES, MAX_TEXT_BYTES};

/// What may still come, of all parts together.
#[derive(Debug, Default)]
pub(in crate::read) struct Counts {
    pub(in crate::read) strings: usize,
    pub(in crate::read) styles: [usize; STYLES.len()],
    pub(in crate::read) names: usize,
    pub(in crate::read) links: usize,
    pub(in crate::read) hidden: usize,
    pub(in crate::read) errors: usize,
    pub(in crate::read) unresolved: usize,
    text: usize,
}

/// The elements that a format is made of.
pub(in crate::read) const STYLES: [&str; 5] = ["xf", "font", "fill", "border", "numFmt"];
/// The lists in which they stand.
pub(in crate::read) const STYLE_LISTS: [&str; 5] =
    ["cellXfs", "fonts", "fills", "borders", "numFmts"];

impl Counts {
    /// Counts text that stays in memory.
    pub(in crate::read) fn keep(&mut self, bytes: usize) -> Result<(), Unreadable> {
        self.text += bytes;
        if self.text > MAX_TEXT_BYTES {
            return Err(Unreadable::TooMuchInside);
        }
        Ok(())
    }
}

/// One more, if that is not too many.
pub(in crate::read) fn limit(count: &mut usize, max: usize) -> Result<(), Unreadable> {
    *count += 1;
    if *count > max {
        return Err(Unreadable::TooMuchInside);
    }
    Ok(())
}

/// The attributes of an element, each of which stands once.
pub(in crate::read) fn attributes<'e>(
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
pub(in crate::read) fn bounded<'e>(
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
pub(in crate::read) fn attribute(
    element: &BytesStart<'_>,
    name: &str,
) -> Result<Option<String>, Unreadable> {
    let found = attributes(element)?
        .into_iter()
        .find(|(key, _)| *key == name);
    Ok(found.map(|(_, value)| value))
}
