use nmrs_domain::import::{ImportColumn, TEMPLATE_VERSION};
use nmrs_spreadsheet::ReadError;
use rust_xlsxwriter::{Format, Workbook};

use super::support::{
    GOOD_ROW, cell_text, read, read_error, row_numbers, template_titles, workbook,
    workbook_with_titles, write_row,
};

const TWO_ROWS: &[u8] = include_bytes!("../../corpus/two-rows.xlsx");

#[test]
fn titles_in_two_rows_of_the_older_template_are_read() {
    let file = read(TWO_ROWS);
    assert_eq!(file.layout.header_row, 3);
    assert_eq!(row_numbers(&file), [4]);
    for (column, text) in [
        (ImportColumn::Name, "甲"),
        (ImportColumn::RepresentsGovernment, "否"),
        (ImportColumn::Publish, "是"),
        (ImportColumn::Interact, "否"),
        (ImportColumn::Url, "https://weibo.com/u/1"),
        (ImportColumn::ContactName, "张三"),
        (ImportColumn::ContactMobile, "13800001111"),
        (ImportColumn::PlatformName, ""),
    ] {
        assert_eq!(cell_text(&file, 4, column), text, "{column:?}");
    }
    assert_eq!(
        file.notices,
        [
            "表格没有这些选填的列，按空白处理：其他功能、平台 ID、联系人座机。",
            "表头有两行，是旧版模板。内容已读取；下次请下载最新模板填写。",
        ]
    );
}

#[test]
fn another_version_of_the_template_is_read_with_a_notice() {
    for (version, expected) in [
        (TEMPLATE_VERSION, false),
        (TEMPLATE_VERSION + 1, true),
        (0, true),
    ] {
        let file = read(&workbook(|sheet| {
            let title = format!("政务新媒体账号批量报送表（地区版 模板版本 {version}）");
            write_row(sheet, 0, &[&title]);
            write_row(sheet, 1, &template_titles());
            write_row(sheet, 2, &GOOD_ROW);
        }));
        let notice = format!(
            "这是版本 {version} 的模板，现行版本是 {TEMPLATE_VERSION}。内容已读取；下次请下载最新模板填写。"
        );
        assert_eq!(
            file.notices.contains(&notice),
            expected,
            "{version}: {:?}",
            file.notices
        );
        assert_eq!(file.rows.len(), 1);
    }
}

#[test]
fn an_empty_template_has_no_rows() {
    for branch in [
        nmrs_domain::actor::Branch::Local,
        nmrs_domain::actor::Branch::Ministry,
    ] {
        let blank = nmrs_spreadsheet::write_template(branch).unwrap();
        assert!(
            matches!(read_error(&blank), ReadError::NoRows { .. }),
            "{:?}",
            read_error(&blank)
        );
    }
}

#[test]
fn untitled_and_duplicate_columns_are_named() {
    let file = read(&workbook_with_titles(|sheet| {
        sheet.write(0, 15, "账号名称").unwrap();
        write_row(sheet, 1, &GOOD_ROW);
        sheet.write(1, 17, "x").unwrap();
    }));
    assert_eq!(cell_text(&file, 2, ImportColumn::Name), "文明北京");
    assert_eq!(
        file.notices,
        [
            "这些列与左边的列重复，没有读取：账号名称（P 列）。",
            "这些列没有列名，其中的内容没有读取：R。",
        ]
    );
}

#[test]
fn the_first_sheet_with_all_titles_and_rows_is_read() {
    let mut book = Workbook::new();
    let guide = book.add_worksheet().set_name("填写说明").unwrap();
    for (row, title) in (0..).zip(template_titles()) {
        write_row(guide, row, &[title, "说明"]);
    }
    let part = book.add_worksheet().set_name("草稿").unwrap();
    write_row(part, 0, &["账号名称", "开设主体", "备注"]);
    write_row(part, 1, &["甲", "乙", ""]);
    let empty = book.add_worksheet().set_name("模板").unwrap();
    write_row(empty, 0, &template_titles());
    let hidden = book.add_worksheet().set_name("旧").unwrap();
    hidden.set_hidden(true);
    write_row(hidden, 0, &template_titles());
    write_row(hidden, 1, &GOOD_ROW);
    let first = book.add_worksheet().set_name("市级").unwrap();
    write_row(first, 0, &template_titles());
    write_row(first, 1, &GOOD_ROW);
    let second = book.add_worksheet().set_name("区级").unwrap();
    write_row(second, 0, &template_titles());
    write_row(second, 1, &GOOD_ROW);
    let file = read(&book.save_to_buffer().unwrap());
    assert_eq!(file.layout.sheet, "市级");
    assert_eq!(
        file.notices,
        ["只读取了工作表“市级”；工作表“区级”也有同样的表头，没有读取，请分开导入。"]
    );
}

#[test]
fn titles_below_row_thirty_are_not_found() {
    let with_titles_in = |row| {
        workbook(|sheet| {
            write_row(sheet, row, &template_titles());
            write_row(sheet, row + 1, &GOOD_ROW);
        })
    };
    assert_eq!(read(&with_titles_in(29)).layout.header_row, 30);
    assert!(matches!(
        read_error(&with_titles_in(32)),
        ReadError::NoHeader { .. }
    ));
}

#[test]
fn a_merged_heading_above_the_titles_is_not_a_title() {
    let plain = Format::new();
    let file = read(&workbook(|sheet| {
        sheet
            .merge_range(0, 0, 0, 14, "账号名称一览表", &plain)
            .unwrap();
        write_row(sheet, 1, &template_titles());
        write_row(sheet, 2, &GOOD_ROW);
    }));
    assert_eq!(file.layout.header_row, 2);
}

#[test]
fn dropped_extra_columns_are_not_reported_as_untitled() {
    let file = read(&workbook_with_titles(|sheet| {
        for column in 15..75 {
            sheet.write(0, column, format!("其他{column}")).unwrap();
            sheet.write(1, column, "x").unwrap();
        }
        write_row(sheet, 1, &GOOD_ROW);
        sheet.write(1, 75, "y").unwrap();
    }));
    assert_eq!(file.layout.columns.len(), 15 + 40);
    assert_eq!(file.notices.len(), 2, "{:?}", file.notices);
    assert!(file.notices[0].contains("等 60 列"), "{:?}", file.notices);
    assert_eq!(file.notices[1], "这些列没有列名，其中的内容没有读取：BX。");
}

#[test]
fn a_cell_right_of_the_titles_belongs_to_no_missing_column() {
    let file = read(&workbook(|sheet| {
        write_row(
            sheet,
            0,
            &["账号名称", "开设主体", "账号类型", "是否代表政府", "链接"],
        );
        write_row(
            sheet,
            1,
            &["甲", "乙", "新浪微博", "是", "https://weibo.com/u/1", "x"],
        );
    }));
    assert_eq!(cell_text(&file, 2, ImportColumn::PlatformName), "");
    assert_eq!(
        file.notices.last().unwrap(),
        "这些列没有列名，其中的内容没有读取：F。"
    );
}
