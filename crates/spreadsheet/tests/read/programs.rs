use nmrs_domain::import::ImportColumn;
use nmrs_spreadsheet::ReadError;

use super::support::{cell_text, read, read_error, row_numbers};

const OPENPYXL: &[u8] = include_bytes!("../fixtures/openpyxl.xlsx");
const STREAMED: &[u8] = include_bytes!("../fixtures/streamed.xlsx");
const LIBREOFFICE: &[u8] = include_bytes!("../fixtures/libreoffice.xlsx");
const LIBREOFFICE_XLS: &[u8] = include_bytes!("../fixtures/libreoffice.xls");
const XLWT: &[u8] = include_bytes!("../fixtures/xlwt.xls");
const GB18030: &[u8] = include_bytes!("../fixtures/gb18030.csv");
const PASSWORD: &[u8] = include_bytes!("../fixtures/password.xlsx");

#[test]
fn a_sheet_reads_the_same_whichever_program_saved_it() {
    for (program, bytes, has_results) in [
        ("openpyxl", OPENPYXL, false),
        ("packed as a stream", STREAMED, false),
        ("LibreOffice", LIBREOFFICE, true),
        ("LibreOffice .xls", LIBREOFFICE_XLS, true),
    ] {
        let file = read(bytes);
        assert_eq!(file.layout.sheet, "账号", "{program}");
        assert_eq!(file.layout.header_row, 2, "{program}");
        assert_eq!(row_numbers(&file), [3, 4, 6, 7], "{program}");
        for (row, column, text) in [
            (3, ImportColumn::ContactMobile, "13800001111"),
            (3, ImportColumn::Publish, "是"),
            (4, ImportColumn::RepresentsGovernment, "否"),
            (4, ImportColumn::Publish, "是"),
            (4, ImportColumn::Url, "https://weibo.com/u/1234567890"),
            (4, ImportColumn::ExternalId, "1234567890"),
            (4, ImportColumn::ContactMobile, "13800002222"),
            (6, ImportColumn::ContactMobile, "13800011111"),
            (6, ImportColumn::Owner, "东城区"),
            (7, ImportColumn::Owner, "东城区"),
            (7, ImportColumn::ContactName, "赵六"),
        ] {
            assert_eq!(
                cell_text(&file, row, column),
                text,
                "{program} {row} {column:?}"
            );
        }
        let note = |row: usize| file.rows[row].cells[15].as_str();
        assert_eq!(
            (note(0), note(2), note(3)),
            ("2021-03-10", "12.5", "0.1"),
            "{program}"
        );
        let mut notices = vec![
            "这些列不在模板中，没有读取：备注（P 列）。",
            "第 6 行是隐藏或被筛选掉的，也已读取；不需要的请在核对时选“不导入”。",
            "第 4 行的链接显示的是文字，已改为读取它指向的网址，请核对。",
        ];
        if !has_results {
            notices.insert(
                2,
                "第 4 行的公式没有结果，其中的内容没有读取。请用 Excel 或 WPS 打开并保存一次，再重新上传。",
            );
        }
        assert_eq!(file.notices, notices, "{program}");
    }
}

#[test]
fn results_of_formulas_and_errors_are_read_as_shown() {
    for bytes in [LIBREOFFICE, LIBREOFFICE_XLS] {
        let file = read(bytes);
        assert_eq!(
            cell_text(&file, 4, ImportColumn::ContactLandline),
            "010-35001122"
        );
        assert_eq!(file.rows[1].cells[15], "#DIV/0!");
    }
}

#[test]
fn an_xls_file_of_xlwt_is_read() {
    let file = read(XLWT);
    assert_eq!(
        file.rows[0].cells[..5],
        ["甲", "乙局", "新浪微博", "否", "https://weibo.com/u/1"]
    );
}

#[test]
fn csv_in_gb18030_is_read() {
    let file = read(GB18030);
    assert_eq!(row_numbers(&file), [3, 4, 6, 7]);
    assert_eq!(
        cell_text(&file, 4, ImportColumn::RepresentsGovernment),
        "否"
    );
    assert_eq!(
        cell_text(&file, 6, ImportColumn::ContactMobile),
        "13800011111"
    );
    assert_eq!(cell_text(&file, 7, ImportColumn::ContactName), "赵六");
}

#[test]
fn a_password_protected_file_is_refused_with_advice() {
    let error = read_error(PASSWORD);
    assert_eq!(error, ReadError::PasswordProtected);
    assert!(error.to_string().contains("取消密码"), "{error}");
}
