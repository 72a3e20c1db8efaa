use nmrs_spreadsheet::Unreadable;

use super::hostile::with_part;
use super::support::workbooks::refused;
use super::support::xlsx::archive;

#[test]
fn what_is_no_spreadsheet_is_named() {
    for (bytes, what) in [
        (&b"%PDF-1.7\n"[..], "PDF 文件"),
        (b"\x89PNG\r\n\x1A\n", "图片"),
        (b"\xFF\xD8\xFF\xE0", "图片"),
        (b"Rar!\x1A\x07\x01\x00", "压缩包"),
        (b"MZ\x90\x00", "程序文件"),
        (b"a,b\0c", "无法识别的文件"),
        (&archive(&[("word/document.xml", "<a/>")]), "Word 文档"),
        (&archive(&[("a.txt", "x")]), "压缩包"),
    ] {
        let refusal = refused(bytes);
        assert_eq!(refusal, Unreadable::NotASpreadsheet { what });
        assert!(refusal.to_string().contains("保存为 .xlsx"), "{refusal}");
    }
}

#[test]
fn other_formats_are_told_to_be_saved_as_xlsx() {
    for (bytes, what) in [
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
        let refusal = refused(bytes);
        assert_eq!(refusal, Unreadable::OtherFormat { what });
        assert!(refusal.to_string().contains("另存为 .xlsx"), "{refusal}");
    }
}

#[test]
fn macros_are_refused() {
    assert_eq!(
        refused(&with_part("xl/vbaProject.bin", "x")),
        Unreadable::Macros
    );
    assert_eq!(
        refused(&with_part("xl/macrosheets/sheet1.xml", "<a/>")),
        Unreadable::Macros
    );
}

#[test]
fn a_file_that_is_too_large_or_empty_says_so() {
    assert_eq!(refused(b""), Unreadable::Empty);
    let refusal = refused(&vec![b'a'; 10 * 1024 * 1024 + 1]);
    assert!(refusal.to_string().contains("10 MB"), "{refusal}");
}
