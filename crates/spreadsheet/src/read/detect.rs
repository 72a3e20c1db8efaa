//! What a file is, by how it begins.

use super::xls;
use crate::read::error::Unreadable;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// An archive, perhaps a workbook.
    Archive,
    /// A compound file, perhaps an old workbook.
    Compound,
    /// Text.
    Text,
}

/// How files of other kinds begin.
const OTHERS: [(&[u8], &str); 16] = [
    (b"%PDF-", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xFF\xD8\xFF", "图片"),
    (b"GIF8", "图片"),
    (b"BM6", "图片"),
    (b"RIFF", "多媒体文件"),
    (b"Rar!", "压缩包"),
    (b"7z\xBC\xAF\x27\x1C", "压缩包"),
    (b"\x1F\x8B", "压缩包"),
    (b"MZ\x90\x00", "程序文件"),
    (b"\x7FELF", "程序文件"),
    (b"{\\rtf", "Word 文档"),
    (b"SQLite format 3", "数据库文件"),
    (b"PK\x05\x06", "空的压缩包"),
    (b"{\"", "JSON 文件"),
    (b"[{", "JSON 文件"),
];

/// Tells what a file is.
pub(super) fn format(bytes: &[u8]) -> Result<Format, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Format::Archive);
    }
    if bytes.starts_with(xls::SIGNATURE) {
        return Ok(Format::Compound);
    }
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Unreadable::NotASpreadsheet { what });
    }
    // Streams of old workbooks without their container.
    if bytes.starts_with(&[0x09, 0x08]) || bytes.starts_with(&[0x09, 0x04]) {
        return Err(Unreadable::OtherFormat {
            what: "Excel 5.0 或更早的表格",
        });
    }
    if let Some(what) = markup(bytes) {
        return Err(Unreadable::OtherFormat { what });
    }
    Ok(Format::Text)
}

/// Web pages and XML, which other systems hand out under the name `.xls`.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(4_096)];
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if !start.starts_with('<') {
        return None;
    }
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Some("XML 表格 2003");
    }
    let is_page = [
        "<html",
        "<table",
        "<!doctype html",
        "<head",
        "<body",
        "<meta",
    ]
    .iter()
    .any(|tag| start.contains(tag));
    Some(if is_page {
        "网页（扩展名可能是 .xls）"
    } else {
        "XML 文件"
    })
}
