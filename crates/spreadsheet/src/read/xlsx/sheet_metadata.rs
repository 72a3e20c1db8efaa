//! Assignment of scanned parts to the sheets of a workbook.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::escape::unescape;

use super::relationship::{relationships_part, targets_by_id};
use super::validate::Parts;
use crate::read::source::SheetMetadata;

/// Returns the part names of the sheets, in the order of the workbook.
pub(super) fn sheet_paths(parts: &Parts) -> Vec<String> {
    find_sheet_paths(parts).unwrap_or_default()
}

fn find_sheet_paths(parts: &Parts) -> Option<Vec<String>> {
    let root = parts.get("_rels/.rels")?;
    let workbook = root
        .relationships
        .iter()
        .rfind(|relationship| relationship.kind == "officeDocument")?
        .target
        .trim_start_matches('/')
        .to_ascii_lowercase();
    let targets = targets_by_id(&parts.get(&relationships_part(&workbook))?.relationships);
    let folder = &workbook[..workbook.rfind('/').map_or(0, |slash| slash + 1)];
    let path = |id: &String| {
        let target = targets.get(id.as_str())?.to_ascii_lowercase();
        Some(match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}{target}"),
        })
    };
    let sheet_ids = &parts.get(&workbook)?.sheet_ids;
    Some(
        sheet_ids
            .iter()
            .map(|id| path(id).unwrap_or_default())
            .collect(),
    )
}

/// Takes the metadata of a sheet, and the cells with an error that calamine does not know.
pub(super) fn take_sheet_metadata(
    path: &str,
    parts: &mut Parts,
) -> (SheetMetadata, Vec<(u32, u32)>) {
    let Some(part) = parts.remove(path) else {
        return (SheetMetadata::EMPTY, Vec::new());
    };
    let relationships = parts.get(&relationships_part(path));
    let targets: HashMap<_, Rc<str>> = relationships
        .map(|part| targets_by_id(&part.relationships))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(id, target)| Some((id, unescape(target).ok()?.into())))
        .collect();
    part.sheet.finish(|id| targets.get(id).cloned())
}
