use nmrs_domain::import::ImportColumn;
use rust_xlsxwriter::{Format, Formula, Url};

use super::support::{GOOD_ROW, cell_text, read, row_numbers, workbook_with_titles, write_row};

/// Returns the position of a column in the template.
fn index(column: ImportColumn) -> u16 {
    let index = ImportColumn::ALL.iter().position(|c| *c == column).unwrap();
    u16::try_from(index).unwrap()
}

#[test]
fn numbers_are_read_with_all_digits() {
    let mobile = index(ImportColumn::ContactMobile);
    let id = index(ImportColumn::ExternalId);
    let general = Format::new().set_num_format("0.00E+00");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let file = read(&workbook_with_titles(|sheet| {
        for row in 1..=4 {
            write_row(sheet, row, &GOOD_ROW);
        }
        sheet.write(1, mobile, 13_800_001_111_u64).unwrap();
        sheet
            .write_with_format(2, mobile, 13_800_001_111_u64, &general)
            .unwrap();
        sheet
            .write_with_format(3, mobile, 13_800_001_111_u64, &date)
            .unwrap();
        sheet.write(4, mobile, "13800001111\u{A0}").unwrap();
        sheet.write(1, id, 1_234_567_890).unwrap();
        sheet.write(2, id, 12.5).unwrap();
        sheet.write(3, id, 123_456_789_012_345_680_000.0).unwrap();
    }));
    for number in 2..=5 {
        assert_eq!(
            cell_text(&file, number, ImportColumn::ContactMobile),
            "13800001111"
        );
    }
    assert_eq!(cell_text(&file, 2, ImportColumn::ExternalId), "1234567890");
    assert_eq!(cell_text(&file, 3, ImportColumn::ExternalId), "12.5");
    assert_eq!(
        cell_text(&file, 4, ImportColumn::ExternalId),
        "123456789012345680000"
    );
    assert_eq!(
        file.notices,
        [
            "“平台 ID”列有 1 个超过 15 位的数字，末尾几位在表格程序里已经变成 0。请把该列设为文本格式，重新填写后再导入。"
        ]
    );
}

#[test]
fn dates_are_read_as_iso_dates_whatever_their_format() {
    let position = index(ImportColumn::ContactPosition);
    let short = Format::new().set_num_format("m/d/yy");
    let chinese = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let exact = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let file = read(&workbook_with_titles(|sheet| {
        for row in 1..=5 {
            write_row(sheet, row, &GOOD_ROW);
        }
        sheet
            .write_with_format(1, position, 44_265, &short)
            .unwrap();
        sheet
            .write_with_format(2, position, 44_265, &chinese)
            .unwrap();
        sheet
            .write_with_format(3, position, 44_265.5, &exact)
            .unwrap();
        sheet.write(4, position, "2021-03-10").unwrap();
        // not a date of the calendar
        sheet.write_with_format(5, position, -3, &short).unwrap();
    }));
    let read: Vec<_> = (2..=6)
        .map(|number| cell_text(&file, number, ImportColumn::ContactPosition))
        .collect();
    assert_eq!(
        read,
        [
            "2021-03-10",
            "2021-03-10",
            "2021-03-10 12:00",
            "2021-03-10",
            "-3"
        ]
    );
}

#[test]
fn booleans_are_read_as_answers_and_formulas_as_their_results() {
    let file = read(&workbook_with_titles(|sheet| {
        write_row(sheet, 1, &GOOD_ROW);
        sheet.write(1, index(ImportColumn::Publish), false).unwrap();
        sheet.write(1, index(ImportColumn::Service), true).unwrap();
        sheet
            .write(
                1,
                index(ImportColumn::Name),
                Formula::new("=\"文明\"&\"北京\"").set_result("文明北京"),
            )
            .unwrap();
    }));
    assert_eq!(cell_text(&file, 2, ImportColumn::Publish), "否");
    assert_eq!(cell_text(&file, 2, ImportColumn::Service), "是");
    assert_eq!(cell_text(&file, 2, ImportColumn::Name), "文明北京");
}

#[test]
fn a_merged_value_counts_for_each_of_its_rows_and_columns() {
    let plain = Format::new();
    let owner = index(ImportColumn::Owner);
    let publish = index(ImportColumn::Publish);
    let file = read(&workbook_with_titles(|sheet| {
        let mut cells = GOOD_ROW;
        cells[usize::from(owner)] = "";
        cells[usize::from(publish)] = "";
        cells[usize::from(publish) + 1] = "";
        cells[usize::from(publish) + 2] = "";
        for row in [1, 2, 4] {
            write_row(sheet, row, &cells);
        }
        sheet
            .merge_range(1, owner, 3, owner, "合办", &plain)
            .unwrap();
        sheet
            .merge_range(4, publish, 4, publish + 2, "是", &plain)
            .unwrap();
        sheet.write(4, owner, "独办").unwrap();
    }));
    assert_eq!(
        row_numbers(&file),
        [2, 3, 5],
        "the third row of the area has no other value"
    );
    assert_eq!(cell_text(&file, 2, ImportColumn::Owner), "合办");
    assert_eq!(cell_text(&file, 3, ImportColumn::Owner), "合办");
    assert_eq!(cell_text(&file, 5, ImportColumn::Owner), "独办");
    assert_eq!(cell_text(&file, 5, ImportColumn::Service), "是");
    assert_eq!(cell_text(&file, 5, ImportColumn::Interact), "是");
    assert_eq!(cell_text(&file, 5, ImportColumn::OtherFunction), "");
}

#[test]
fn a_text_merged_across_the_table_is_not_a_row() {
    let plain = Format::new();
    let file = read(&workbook_with_titles(|sheet| {
        write_row(sheet, 1, &GOOD_ROW);
        sheet
            .merge_range(2, 0, 2, 14, "填表人：张三　审核人：李四", &plain)
            .unwrap();
    }));
    assert_eq!(row_numbers(&file), [2]);
    assert_eq!(file.notices, ["第 3 行是横跨整张表的说明，没有导入。"]);
}

#[test]
fn hidden_rows_are_read_with_a_notice() {
    let file = read(&workbook_with_titles(|sheet| {
        for row in 1..=12 {
            write_row(sheet, row, &GOOD_ROW);
            if row > 1 {
                sheet.set_row_hidden(row).unwrap();
            }
        }
    }));
    assert_eq!(file.rows.len(), 12);
    assert_eq!(
        file.notices,
        [
            "第 3、4、5、6、7、8、9、10 等 11 行是隐藏或被筛选掉的，也已读取；不需要的请在核对时选“不导入”。"
        ]
    );
}

#[test]
fn the_target_of_a_link_is_read_unless_its_text_is_a_url() {
    let url = index(ImportColumn::Url);
    let file = read(&workbook_with_titles(|sheet| {
        for row in 1..=3 {
            write_row(sheet, row, &GOOD_ROW);
        }
        let link = |text: &str| Url::new("https://weibo.com/u/1?a=1&b=2").set_text(text);
        sheet.write(1, url, link("微博主页")).unwrap();
        sheet.write(2, url, link("https://weibo.com/u/2")).unwrap();
        sheet
            .write(3, url, link("https://weibo.com/u/1?a=1&b=2"))
            .unwrap();
    }));
    assert_eq!(
        cell_text(&file, 2, ImportColumn::Url),
        "https://weibo.com/u/1?a=1&b=2"
    );
    assert_eq!(
        cell_text(&file, 3, ImportColumn::Url),
        "https://weibo.com/u/2"
    );
    assert_eq!(
        file.notices,
        [
            "第 2 行的链接显示的是文字，已改为读取它指向的网址，请核对。",
            "第 3 行的链接显示的网址与它指向的不同，读取的是显示的网址，请核对。",
        ]
    );
}

#[test]
fn rows_keep_their_numbers_after_empty_rows() {
    let file = read(&workbook_with_titles(|sheet| {
        write_row(sheet, 3, &GOOD_ROW);
        write_row(sheet, 4, &[" ", "\u{3000}", "\u{A0}"]);
        write_row(sheet, 700, &GOOD_ROW);
    }));
    assert_eq!(row_numbers(&file), [4, 701]);
}
