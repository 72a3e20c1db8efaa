//! Relationships: how one part of a workbook refers to another part or to an external address.

use std::collections::HashMap;

#[derive(Debug)]
pub(super) struct Relationship {
    pub(super) id: String,
    pub(super) target: String,
    /// Last segment of the type URI, such as `worksheet`.
    pub(super) kind: String,
}

/// Returns the name of the part that lists the relationships of a part.
pub(super) fn relationships_part(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or_default();
    if folder.is_empty() {
        format!("_rels/{path}.rels")
    } else {
        format!("{folder}/_rels/{name}.rels")
    }
}

/// Maps ids to targets. Of several relationships with one id the last one counts, as in calamine.
pub(super) fn targets_by_id(relationships: &[Relationship]) -> HashMap<&str, &str> {
    relationships
        .iter()
        .map(|relationship| (relationship.id.as_str(), relationship.target.as_str()))
        .collect()
}

/// Returns true if the name of a part ends in `.xml` or `.rels`. Other parts are not validated.
pub(super) fn is_xml_part(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| {
        extension.eq_ignore_ascii_case("xml") || extension.eq_ignore_ascii_case("rels")
    })
}
