use nmrs_spreadsheet::ReadError;

use super::support::read_error;
use super::support::xlsx::{archive, workbook_with_part};

#[test]
fn files_that_are_not_spreadsheets_are_named() {
    for (bytes, format) in [
        (&b"%PDF-1.7\n"[..], "PDF 文件"),
        (b"\x89PNG\r\n\x1A\n", "图片"),
        (b"\xFF\xD8\xFF\xE0", "图片"),
        (b"Rar!\x1A\x07\x01\x00", "压缩包"),
        (b"MZ\x90\x00", "程序文件"),
        (b"a,b\0c", "无法识别的文件"),
        (&archive(&[("word/document.xml", "<a/>")]), "Word 文档"),
        (&archive(&[("a.txt", "x")]), "压缩包"),
    ] {
        let error = read_error(bytes);
        assert_eq!(error, ReadError::NotASpreadsheet { found: format });
        assert!(error.to_string().contains("保存为 .xlsx"), "{error}");
    }
}

#[test]
fn an_unsupported_format_is_to_be_saved_as_xlsx() {
    for (bytes, format) in [
        (
            &b"\n<html><table><tr><td>1</td></tr></table></html>"[..],
            "网页（扩展名可能是 .xls）",
        ),
        (
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
            "XML 表格 2003",
        ),
        (b"<?xml version=\"1.0\"?><a/>", "XML 文件"),
        (
            &archive(&[("xl/workbook.bin", "x")]),
            "二进制工作簿（.xlsb）",
        ),
        (
            &archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
            "OpenDocument 表格（.ods）",
        ),
    ] {
        let error = read_error(bytes);
        assert_eq!(error, ReadError::UnsupportedFormat { format });
        assert!(error.to_string().contains("另存为 .xlsx"), "{error}");
    }
}

#[test]
fn macros_are_refused() {
    assert_eq!(
        read_error(&workbook_with_part("xl/vbaProject.bin", "x")),
        ReadError::Macros
    );
    assert_eq!(
        read_error(&workbook_with_part("xl/macrosheets/sheet1.xml", "<a/>")),
        ReadError::Macros
    );
}

#[test]
fn a_file_that_is_too_large_or_empty_says_so() {
    assert_eq!(read_error(b""), ReadError::Empty);
    let error = read_error(&vec![b'a'; 10 * 1024 * 1024 + 1]);
    assert!(error.to_string().contains("10 MB"), "{error}");
}
