//! The compound file (OLE2) that contains a workbook.

use std::io::{Cursor, Read};

use nmrs_domain::import::MAX_IMPORT_BYTES;

use super::records::Bytes;
use crate::read::error::ReadError;

pub(crate) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// DIFAT sectors, which list the sectors of the allocation table. Two are enough for 10 MB.
const MAX_DIFAT_SECTORS: usize = 4;
/// Sector numbers from here on are markers.
const FIRST_MARKER: u32 = 0xFFFF_FFFA;

/// Returns the workbook stream, or an error that names what else the file contains.
pub(super) fn read_workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    check_difat_chain(Bytes(bytes))?;
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
    let names: Vec<_> = file
        .walk()
        .map(|entry| entry.name().to_ascii_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("encryptedpackage") {
        return Err(ReadError::PasswordProtected);
    }
    if has("_vba_project_cur") || has("_vba_project") {
        return Err(ReadError::Macros);
    }
    if has("worddocument") {
        return Err(ReadError::NotASpreadsheet {
            found: "Word 文档"
        });
    }
    if has("powerpoint document") {
        return Err(ReadError::NotASpreadsheet {
            found: "演示文稿"
        });
    }
    if has("book") && !has("workbook") {
        return Err(ReadError::UnsupportedFormat {
            format: "Excel 95 或更早的表格",
        });
    }
    if !has("workbook") {
        return Err(ReadError::UnsupportedFormat {
            format: "不认识的旧格式文件",
        });
    }
    let mut stream = Vec::new();
    file.open_stream("/Workbook")
        .map_err(|_| ReadError::Damaged)?
        .take(MAX_IMPORT_BYTES as u64)
        .read_to_end(&mut stream)
        .map_err(|_| ReadError::Damaged)?;
    Ok(stream)
}

/// Refuses a DIFAT chain that is circular or too long: `cfb` would read each sector it names.
fn check_difat_chain(bytes: Bytes<'_>) -> Result<(), ReadError> {
    let sector_shift = bytes.u16(30)?;
    if !(7..=12).contains(&sector_shift) {
        return Err(ReadError::Damaged);
    }
    let sector_size = 1_usize << sector_shift;
    let mut sector = bytes.u32(68)?;
    for _ in 0..=MAX_DIFAT_SECTORS {
        if sector >= FIRST_MARKER {
            return Ok(());
        }
        let end = (sector as usize + 2)
            .checked_mul(sector_size)
            .ok_or(ReadError::Damaged)?;
        sector = bytes.u32(end - 4)?;
    }
    Err(ReadError::Suspicious)
}
