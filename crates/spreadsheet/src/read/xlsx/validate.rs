//! Validation of the archive before calamine opens it.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limited_reader::ReadBudget;
use super::limits_used::LimitsUsed;
use super::part_scanner::{Part, scan_part};
use super::relationship::is_xml_part;
use crate::read::error::ReadError;
use crate::read::limits::{
    MAX_COMPRESSION_RATIO, MAX_ENTRIES, MAX_UNPACKED_BYTES, RATIO_CHECKED_FROM_BYTES,
};

/// The XML parts of a workbook by name in lower case.
pub(super) type Parts = HashMap<String, Part>;

/// Scans all XML parts of a workbook and checks that they stay within the limits.
pub(super) fn validate(bytes: &[u8]) -> Result<Parts, ReadError> {
    // Opening the archive keeps a record of each entry in memory.
    if max_entry_count(bytes) > MAX_ENTRIES {
        return Err(ReadError::ContentTooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
    let names = entry_names(&archive)?;
    check_is_workbook(&names, &mut archive)?;
    if archive
        .has_overlapping_entries()
        .map_err(|_| ReadError::Damaged)?
    {
        return Err(ReadError::Suspicious);
    }
    let budget = ReadBudget::new(MAX_UNPACKED_BYTES);
    let mut used = LimitsUsed::default();
    let mut parts = Parts::new();
    for (index, name) in names.into_iter().enumerate() {
        if !is_xml_part(&name) {
            continue;
        }
        let entry = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                ReadError::PasswordProtected
            }
            _ => ReadError::Damaged,
        })?;
        if !entry.is_file() {
            continue;
        }
        let (packed, remaining_before) = (entry.compressed_size(), budget.remaining());
        let claimed = entry.size();
        if claimed > MAX_UNPACKED_BYTES || exceeds_ratio(packed, claimed) {
            return Err(ReadError::ContentTooLarge);
        }
        let part = scan_part(entry, &budget, &mut used)?;
        if exceeds_ratio(packed, remaining_before - budget.remaining()) {
            return Err(ReadError::ContentTooLarge);
        }
        parts.insert(name, part);
    }
    Ok(parts)
}

fn exceeds_ratio(packed: u64, unpacked: u64) -> bool {
    unpacked > RATIO_CHECKED_FROM_BYTES && unpacked / packed.max(1) > MAX_COMPRESSION_RATIO
}

/// Returns an upper bound of the number of entries: the signatures of directory entries in the
/// file.
fn max_entry_count(bytes: &[u8]) -> usize {
    bytes.windows(4).filter(|w| *w == b"PK\x01\x02").count()
}

/// Returns the names of the entries in lower case. A duplicate name is an error.
fn entry_names(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<Vec<String>, ReadError> {
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for name in archive.file_names() {
        let name = name.map_err(|_| ReadError::Suspicious)?;
        let name = name.replace('\\', "/").to_ascii_lowercase();
        if !seen.insert(name.clone()) {
            return Err(ReadError::Suspicious);
        }
        names.push(name);
    }
    if archive.has_duplicate_names() {
        return Err(ReadError::Suspicious);
    }
    Ok(names)
}

/// Refuses archives that are something else, and names the format.
fn check_is_workbook(
    names: &[String],
    archive: &mut ZipArchive<Cursor<&[u8]>>,
) -> Result<(), ReadError> {
    let has_suffix = |suffix: &str| names.iter().any(|name| name.ends_with(suffix));
    let has_folder = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if has_suffix("vbaproject.bin") || has_folder("xl/macrosheets/") {
        return Err(ReadError::Macros);
    }
    if has_suffix("xl/workbook.bin") {
        return Err(ReadError::UnsupportedFormat {
            format: "二进制工作簿（.xlsb）",
        });
    }
    if has_folder("word/") {
        return Err(ReadError::NotASpreadsheet {
            found: "Word 文档"
        });
    }
    if has_folder("ppt/") {
        return Err(ReadError::NotASpreadsheet {
            found: "演示文稿"
        });
    }
    if let Some(index) = names.iter().position(|name| name == "mimetype") {
        let mut mime_type = String::new();
        let entry = archive.by_index(index).map_err(|_| ReadError::Damaged)?;
        entry
            .take(200)
            .read_to_string(&mut mime_type)
            .map_err(|_| ReadError::Damaged)?;
        if mime_type.contains("opendocument.spreadsheet") {
            return Err(ReadError::UnsupportedFormat {
                format: "OpenDocument 表格（.ods）",
            });
        }
    }
    if has_suffix(".iwa") {
        return Err(ReadError::UnsupportedFormat {
            format: "Numbers 表格",
        });
    }
    if !has_suffix("_rels/.rels") {
        return Err(ReadError::NotASpreadsheet { found: "压缩包" });
    }
    Ok(())
}
