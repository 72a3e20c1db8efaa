use nmrs_domain::import::ImportColumn;
use nmrs_spreadsheet::ReadError;

use super::support::{
    GOOD_ROW, cell_text, read, read_error, row_numbers, workbook, workbook_with_titles, write_row,
};

#[test]
fn a_filled_template_is_read_unchanged() {
    let file = read(&workbook_with_titles(|sheet| {
        write_row(sheet, 1, &GOOD_ROW);
        write_row(sheet, 2, &GOOD_ROW);
    }));
    assert_eq!(file.layout.sheet, "账号");
    assert_eq!(file.layout.header_row, 1);
    assert_eq!(row_numbers(&file), [2, 3]);
    assert_eq!(file.rows[0].cells, GOOD_ROW);
    assert!(file.notices.is_empty(), "{:?}", file.notices);
}

#[test]
fn columns_may_have_any_order_and_others_are_ignored_with_a_notice() {
    let file = read(&workbook(|sheet| {
        write_row(
            sheet,
            3,
            &[
                "序号",
                "链接",
                "备注",
                "*账号类型",
                "账号名称",
                "开设主体",
                "是否代表政府",
            ],
        );
        write_row(
            sheet,
            5,
            &[
                "1",
                "https://weibo.com/u/1",
                "x",
                "新浪微博",
                "甲",
                "乙",
                "是",
            ],
        );
        write_row(sheet, 6, &["2"]);
    }));
    assert_eq!(file.layout.header_row, 4);
    assert_eq!(row_numbers(&file), [6], "row 7 has only its serial number");
    assert_eq!(cell_text(&file, 6, ImportColumn::Kind), "新浪微博");
    assert_eq!(cell_text(&file, 6, ImportColumn::Name), "甲");
    assert_eq!(cell_text(&file, 6, ImportColumn::ContactName), "");
    assert_eq!(
        file.notices,
        [
            "这些列不在模板中，没有读取：序号（A 列）、备注（C 列）。",
            "表格没有这些选填的列，按空白处理：平台名称、信息发布、办事服务、互动交流、其他功能、平台 ID、联系人姓名、联系人职务、联系人手机、联系人座机。",
        ]
    );
    // Missing template columns follow those of the sheet.
    assert_eq!(file.layout.columns.len(), 7 + 10);
    assert_eq!(file.layout.columns[7].index, 7);
}

#[test]
fn missing_required_columns_are_named() {
    let bytes = workbook(|sheet| {
        write_row(sheet, 0, &["账号名称", "开设主体", "手机"]);
        write_row(sheet, 1, &["甲", "乙", "13800001111"]);
    });
    assert_eq!(
        read_error(&bytes).to_string(),
        "工作表“账号”第 1 行的表头缺少必填的列：账号类型、是否代表政府、链接。请对照最新模板补上这些列后再导入。"
    );
}

#[test]
fn a_sheet_without_header_is_refused_with_the_expected_titles() {
    let bytes = workbook(|sheet| {
        write_row(sheet, 0, &["编码", "名称", "上级编码", "级别"]);
        write_row(sheet, 1, &["110000", "北京市", "", "1"]);
    });
    let error = read_error(&bytes);
    assert!(matches!(error, ReadError::NoHeader { .. }), "{error}");
    assert_eq!(
        error.to_string(),
        "没有找到表头。第一行数据的上方应当有这些列名：账号名称、开设主体、账号类型、是否代表政府、链接。请下载最新模板填写后再导入。"
    );
}

#[test]
fn the_example_is_not_a_row() {
    let mut example = GOOD_ROW;
    example[0] = " 【示例】文明北京";
    let file = read(&workbook_with_titles(|sheet| {
        write_row(sheet, 1, &example);
        write_row(sheet, 2, &GOOD_ROW);
    }));
    assert_eq!(row_numbers(&file), [3]);
    assert_eq!(file.notices, ["第 2 行是模板的示例，没有导入。"]);
    assert_eq!(
        read_error(&workbook_with_titles(|sheet| write_row(sheet, 1, &example))).to_string(),
        "工作表“账号”的表头下面没有数据。请从第 3 行起填写账号后再导入；示例行不算数据。"
    );
    let empty = read_error(&workbook_with_titles(|_| {})).to_string();
    assert!(empty.contains("请从第 2 行起"), "{empty}");
}
