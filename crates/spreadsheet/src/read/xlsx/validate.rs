//! Going through an archive before calamine opens it.
//!
//! calamine believes what a file says of itself: it reserves memory for as many strings as the
//! file claims to have, keeps every one of them, and ends in overflows on places that no sheet
//! has. So every part that it could open is unpacked here first, once and without keeping it,
//! within limits that count what really comes out. The second reading then gets the same bytes.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limited_reader::Meter;
use super::limits_used::Counts;
use super::part_scanner::{Part, scan};
use crate::read::error::Unreadable;
use crate::read::limits::{LARGE_PART, MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED};

/// The parts of a workbook by their names in lower case.
pub(in crate::read) type Parts = HashMap<String, Part>;

/// Goes through all parts of a workbook.
pub(in crate::read) fn pass(bytes: &[u8]) -> Result<Parts, Unreadable> {
    // Whoever opens the archive keeps a record of each entry.
    if signatures(bytes) > MAX_ENTRIES {
        return Err(Unreadable::TooMuchInside);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let names = names(&archive)?;
    is_workbook(&names, &mut archive)?;
    if archive
        .has_overlapping_entries()
        .map_err(|_| Unreadable::Damaged)?
    {
        return Err(Unreadable::Suspicious);
    }
    let meter = Meter::of(MAX_UNPACKED);
    let mut counts = Counts::default();
    let mut parts = Parts::new();
    for (index, name) in names.into_iter().enumerate() {
        if !is_xml(&name) {
            continue;
        }
        let entry = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Password,
            _ => Unreadable::Damaged,
        })?;
        if !entry.is_file() {
            continue;
        }
        let (packed, before) = (entry.compressed_size(), meter.left());
        let claimed = entry.size();
        if claimed > MAX_UNPACKED || is_bomb(packed, claimed) {
            return Err(Unreadable::TooMuchInside);
        }
        let part = scan(entry, &meter, &mut counts)?;
        if is_bomb(packed, before - meter.left()) {
            return Err(Unreadable::TooMuchInside);
        }
        parts.insert(name, part);
    }
    Ok(parts)
}

/// Whether a part is read as XML.
pub(in crate::read) fn is_xml(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| {
        extension.eq_ignore_ascii_case("xml") || extension.eq_ignore_ascii_case("rels")
    })
}

/// Whether so little became so much.
fn is_bomb(packed: u64, unpacked: u64) -> bool {
    unpacked > LARGE_PART && unpacked / packed.max(1) > MAX_RATIO
}

/// How many entries the directory could have.
fn signatures(bytes: &[u8]) -> usize {
    bytes.windows(4).filter(|w| *w == b"PK\x01\x02").count()
}

/// The names of the entries in lower case, each of which stands once.
fn names(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<Vec<String>, Unreadable> {
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for name in archive.file_names() {
        let name = name.map_err(|_| Unreadable::Suspicious)?;
        let name = name.replace('\\', "/").to_ascii_lowercase();
        if !seen.insert(name.clone()) {
            return Err(Unreadable::Suspicious);
        }
        names.push(name);
    }
    if archive.has_duplicate_names() {
        return Err(Unreadable::Suspicious);
    }
    Ok(names)
}

/// Tells what else an archive can be.
fn is_workbook(
    names: &[String],
    archive: &mut ZipArchive<Cursor<&[u8]>>,
) -> Result<(), Unreadable> {
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    let within = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("vbaproject.bin") || within("xl/macrosheets/") {
        return Err(Unreadable::Macros);
    }
    if has("xl/workbook.bin") {
        return Err(Unreadable::OtherFormat {
            what: "二进制工作簿（.xlsb）",
        });
    }
    if within("word/") {
        return Err(Unreadable::NotASpreadsheet {
            what: "Word 文档"
        });
    }
    if within("ppt/") {
        return Err(Unreadable::NotASpreadsheet {
            what: "演示文稿"
        });
    }
    if let Some(index) = names.iter().position(|name| name == "mimetype") {
        let mut kind = String::new();
        let entry = archive.by_index(index).map_err(|_| Unreadable::Damaged)?;
        entry
            .take(200)
            .read_to_string(&mut kind)
            .map_err(|_| Unreadable::Damaged)?;
        if kind.contains("opendocument.spreadsheet") {
            return Err(Unreadable::OtherFormat {
                what: "OpenDocument 表格（.ods）",
            });
        }
    }
    if has(".iwa") {
        return Err(Unreadable::OtherFormat {
            what: "Numbers 表格",
        });
    }
    if !has("_rels/.rels") {
        return Err(Unreadable::NotASpreadsheet { what: "压缩包" });
    }
    Ok(())
}
