//! The compound file around a workbook.

use std::io::{Cursor, Read};

use nmrs_domain::import::MAX_IMPORT_BYTES;

use super::records::Bytes;
use crate::read::error::Unreadable;

/// How a compound file begins.
pub(in super::super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Sectors that list the sectors of the allocation table. Two reach for 10 MB.
const MAX_LISTS: usize = 4;
/// From here on, numbers of sectors mean something else.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

/// The stream of the workbook.
pub(in crate::read) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    check_lists(Bytes(bytes))?;
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let names: Vec<_> = file
        .walk()
        .map(|entry| entry.name().to_ascii_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("encryptedpackage") {
        return Err(Unreadable::Password);
    }
    if has("_vba_project_cur") || has("_vba_project") {
        return Err(Unreadable::Macros);
    }
    if has("worddocument") {
        return Err(Unreadable::NotASpreadsheet {
            what: "Word 文档"
        });
    }
    if has("powerpoint document") {
        return Err(Unreadable::NotASpreadsheet {
            what: "演示文稿"
        });
    }
    if has("book") && !has("workbook") {
        return Err(Unreadable::OtherFormat {
            what: "Excel 95 或更早的表格",
        });
    }
    if !has("workbook") {
        return Err(Unreadable::OtherFormat {
            what: "不认识的旧格式文件",
        });
    }
    let mut stream = Vec::new();
    file.open_stream("/Workbook")
        .map_err(|_| Unreadable::Damaged)?
        .take(MAX_IMPORT_BYTES as u64)
        .read_to_end(&mut stream)
        .map_err(|_| Unreadable::Damaged)?;
    Ok(stream)
}

/// Refuses lists that name more sectors than there can be: each of those would be read.
fn check_lists(bytes: Bytes<'_>) -> Result<(), Unreadable> {
    let shift = bytes.u16(30)?;
    if !(7..=12).contains(&shift) {
        return Err(Unreadable::Damaged);
    }
    let size = 1_usize << shift;
    let mut list = bytes.u32(68)?;
    for _ in 0..=MAX_LISTS {
        if list >= NO_SECTOR {
            return Ok(());
        }
        let end = (list as usize + 2)
            .checked_mul(size)
            .ok_or(Unreadable::Damaged)?;
        list = bytes.u32(end - 4)?;
    }
    Err(Unreadable::Suspicious)
}
