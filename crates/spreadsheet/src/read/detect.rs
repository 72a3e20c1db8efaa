//! Detection of a file's format from its first bytes.

use super::error::ReadError;
use super::xls;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Possibly an .xlsx workbook.
    ZipArchive,
    /// Possibly an .xls or .et workbook.
    CompoundFile,
    Text,
}

/// First bytes of formats that are not spreadsheets.
const OTHER_SIGNATURES: [(&[u8], &str); 16] = [
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

/// Returns the format of a file, or an error that names the format if it is not supported.
pub(crate) fn detect_format(bytes: &[u8]) -> Result<Format, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Format::ZipArchive);
    }
    if bytes.starts_with(xls::SIGNATURE) {
        return Ok(Format::CompoundFile);
    }
    if let Some((_, found)) = OTHER_SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
    {
        return Err(ReadError::NotASpreadsheet { found });
    }
    // BIFF streams of Excel 2 to 4, which have no compound file around them.
    if bytes.starts_with(&[0x09, 0x08]) || bytes.starts_with(&[0x09, 0x04]) {
        return Err(ReadError::UnsupportedFormat {
            format: "Excel 5.0 或更早的表格",
        });
    }
    if let Some(format) = markup_format(bytes) {
        return Err(ReadError::UnsupportedFormat { format });
    }
    Ok(Format::Text)
}

/// Recognizes HTML and XML, which other systems export under the name `.xls`.
fn markup_format(bytes: &[u8]) -> Option<&'static str> {
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
