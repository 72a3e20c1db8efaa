use nmrs_domain::import::{ImportColumn, TEMPLATE_VERSION};
use nmrs_spreadsheet::Unreadable;
use rust_xlsxwriter::{Format, Workbook};

use super::support::workbooks::{ROW, at, book, numbers, read, refused, row, titled, titles};

const TWO_ROWS: &[u8] = include_bytes!("../../corpus/two-rows.xlsx");

#[test]
fn titles_in_two_rows_are_the_template_of_the_older_system() {
    let file = read(TWO_ROWS);
    assert_eq!(file.layout.header_row, 3);
    assert_eq!(numbers(&file), [4]);
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
        assert_eq!(at(&file, 4, column), text, "{column:?}");
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
    for (version, told) in [
        (TEMPLATE_VERSION, false),
        (TEMPLATE_VERSION + 1, true),
        (0, true),
    ] {
        let file = read(&book(|sheet| {
            let title = format!("政务新媒体账号批量报送表（地区版 模板版本 {version}）");
            row(sheet, 0, &[&title]);
            row(sheet, 1, &titles());
            row(sheet, 2, &ROW);
        }));
        let notice = format!(
            "这是版本 {version} 的模板，现行版本是 {TEMPLATE_VERSION}。内容已读取；下次请下载最新模板填写。"
        );
        assert_eq!(
            file.notices.contains(&notice),
            told,
            "{version}: {:?}",
            file.notices
        );
        assert_eq!(file.rows.len(), 1);
    }
}

#[test]
fn the_templates_that_are_given_out_are_read_once_they_are_filled() {
    // A row as its dropdown lists would have it, below the template's own example.
    for branch in [
        nmrs_domain::actor::Branch::Local,
        nmrs_domain::actor::Branch::Ministry,
    ] {
        let blank = nmrs_spreadsheet::template(branch).unwrap();
        assert!(
            matches!(refused(&blank), Unreadable::NoRows { .. }),
            "an empty template has no rows: {:?}",
            refused(&blank)
        );
    }
}

#[test]
fn a_column_without_a_title_and_one_that_stands_twice_are_named() {
    let file = read(&titled(|sheet| {
        sheet.write(0, 15, "账号名称").unwrap();
        row(sheet, 1, &ROW);
        sheet.write(1, 17, "x").unwrap();
    }));
    assert_eq!(at(&file, 2, ImportColumn::Name), "文明北京");
    assert_eq!(
        file.notices,
        [
            "这些列与左边的列重复，没有读取：账号名称（P 列）。",
            "这些列没有列名，其中的内容没有读取：R。",
        ]
    );
}

#[test]
fn the_sheet_with_all_titles_and_with_rows_is_read() {
    let mut book = Workbook::new();
    let guide = book.add_worksheet().set_name("填写说明").unwrap();
    for (at, title) in (0..).zip(titles()) {
        row(guide, at, &[title, "说明"]);
    }
    let part = book.add_worksheet().set_name("草稿").unwrap();
    row(part, 0, &["账号名称", "开设主体", "备注"]);
    row(part, 1, &["甲", "乙", ""]);
    let empty = book.add_worksheet().set_name("模板").unwrap();
    row(empty, 0, &titles());
    let hidden = book.add_worksheet().set_name("旧").unwrap();
    hidden.set_hidden(true);
    row(hidden, 0, &titles());
    row(hidden, 1, &ROW);
    let first = book.add_worksheet().set_name("市级").unwrap();
    row(first, 0, &titles());
    row(first, 1, &ROW);
    let second = book.add_worksheet().set_name("区级").unwrap();
    row(second, 0, &titles());
    row(second, 1, &ROW);
    let file = read(&book.save_to_buffer().unwrap());
    assert_eq!(file.layout.sheet, "市级");
    assert_eq!(
        file.notices,
        ["只读取了工作表“市级”；工作表“区级”也有同样的表头，没有读取，请分开导入。"]
    );
}

#[test]
fn titles_below_the_first_thirty_rows_are_not_looked_for() {
    let lower = |at| {
        book(|sheet| {
            row(sheet, at, &titles());
            row(sheet, at + 1, &ROW);
        })
    };
    assert_eq!(read(&lower(29)).layout.header_row, 30);
    assert!(matches!(refused(&lower(32)), Unreadable::NoHeader { .. }));
}

#[test]
fn a_title_merged_above_the_titles_is_no_title() {
    let plain = Format::new();
    let file = read(&book(|sheet| {
        sheet
            .merge_range(0, 0, 0, 14, "账号名称一览表", &plain)
            .unwrap();
        row(sheet, 1, &titles());
        row(sheet, 2, &ROW);
    }));
    assert_eq!(file.layout.header_row, 2);
}

#[test]
fn extra_columns_beyond_those_that_are_kept_have_a_title_all_the_same() {
    let file = read(&titled(|sheet| {
        for column in 15..75 {
            sheet.write(0, column, format!("其他{column}")).unwrap();
            sheet.write(1, column, "x").unwrap();
        }
        row(sheet, 1, &ROW);
        sheet.write(1, 75, "y").unwrap();
    }));
    assert_eq!(file.layout.columns.len(), 15 + 40);
    assert_eq!(file.notices.len(), 2, "{:?}", file.notices);
    assert!(file.notices[0].contains("等 60 列"), "{:?}", file.notices);
    assert_eq!(file.notices[1], "这些列没有列名，其中的内容没有读取：BX。");
}

#[test]
fn what_stands_right_of_the_titles_is_of_no_column_that_is_missing() {
    let file = read(&book(|sheet| {
        row(
            sheet,
            0,
            &["账号名称", "开设主体", "账号类型", "是否代表政府", "链接"],
        );
        row(
            sheet,
            1,
            &["甲", "乙", "新浪微博", "是", "https://weibo.com/u/1", "x"],
        );
    }));
    assert_eq!(at(&file, 2, ImportColumn::PlatformName), "");
    assert_eq!(
        file.notices.last().unwrap(),
        "这些列没有列名，其中的内容没有读取：F。"
    );
}
