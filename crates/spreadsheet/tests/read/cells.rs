use nmrs_domain::import::ImportColumn;
use rust_xlsxwriter::{Format, Formula, Url};

use super::support::workbooks::{ROW, at, numbers, read, row, titled};

/// The place of a column in the template.
fn place(column: ImportColumn) -> u16 {
    let at = ImportColumn::ALL.iter().position(|c| *c == column).unwrap();
    u16::try_from(at).unwrap()
}

#[test]
fn numbers_are_their_digits() {
    let mobile = place(ImportColumn::ContactMobile);
    let id = place(ImportColumn::ExternalId);
    let general = Format::new().set_num_format("0.00E+00");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let file = read(&titled(|sheet| {
        for at in 1..=4 {
            row(sheet, at, &ROW);
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
            at(&file, number, ImportColumn::ContactMobile),
            "13800001111"
        );
    }
    assert_eq!(at(&file, 2, ImportColumn::ExternalId), "1234567890");
    assert_eq!(at(&file, 3, ImportColumn::ExternalId), "12.5");
    assert_eq!(
        at(&file, 4, ImportColumn::ExternalId),
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
fn days_are_written_as_they_are_stored_elsewhere() {
    let position = place(ImportColumn::ContactPosition);
    let short = Format::new().set_num_format("m/d/yy");
    let chinese = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let exact = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let file = read(&titled(|sheet| {
        for at in 1..=5 {
            row(sheet, at, &ROW);
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
        // no day of any calendar
        sheet.write_with_format(5, position, -3, &short).unwrap();
    }));
    let read: Vec<_> = (2..=6)
        .map(|number| at(&file, number, ImportColumn::ContactPosition))
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
fn truth_values_are_answers_and_formulas_their_results() {
    let file = read(&titled(|sheet| {
        row(sheet, 1, &ROW);
        sheet.write(1, place(ImportColumn::Publish), false).unwrap();
        sheet.write(1, place(ImportColumn::Service), true).unwrap();
        sheet
            .write(
                1,
                place(ImportColumn::Name),
                Formula::new("=\"文明\"&\"北京\"").set_result("文明北京"),
            )
            .unwrap();
    }));
    assert_eq!(at(&file, 2, ImportColumn::Publish), "否");
    assert_eq!(at(&file, 2, ImportColumn::Service), "是");
    assert_eq!(at(&file, 2, ImportColumn::Name), "文明北京");
}

#[test]
fn merged_cells_count_for_each_of_their_rows_and_columns() {
    let plain = Format::new();
    let owner = place(ImportColumn::Owner);
    let publish = place(ImportColumn::Publish);
    let file = read(&titled(|sheet| {
        let mut open = ROW;
        open[usize::from(owner)] = "";
        open[usize::from(publish)] = "";
        open[usize::from(publish) + 1] = "";
        open[usize::from(publish) + 2] = "";
        for at in [1, 2, 4] {
            row(sheet, at, &open);
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
        numbers(&file),
        [2, 3, 5],
        "the third row of the area has nothing of its own"
    );
    assert_eq!(at(&file, 2, ImportColumn::Owner), "合办");
    assert_eq!(at(&file, 3, ImportColumn::Owner), "合办");
    assert_eq!(at(&file, 5, ImportColumn::Owner), "独办");
    assert_eq!(at(&file, 5, ImportColumn::Service), "是");
    assert_eq!(at(&file, 5, ImportColumn::Interact), "是");
    assert_eq!(at(&file, 5, ImportColumn::OtherFunction), "");
}

#[test]
fn a_text_across_the_table_is_no_row() {
    let plain = Format::new();
    let file = read(&titled(|sheet| {
        row(sheet, 1, &ROW);
        sheet
            .merge_range(2, 0, 2, 14, "填表人：张三　审核人：李四", &plain)
            .unwrap();
    }));
    assert_eq!(numbers(&file), [2]);
    assert_eq!(file.notices, ["第 3 行是横跨整张表的说明，没有导入。"]);
}

#[test]
fn hidden_rows_are_read_and_named() {
    let file = read(&titled(|sheet| {
        for at in 1..=12 {
            row(sheet, at, &ROW);
            if at > 1 {
                sheet.set_row_hidden(at).unwrap();
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
fn a_link_counts_by_its_text_if_that_is_one_and_by_its_target_otherwise() {
    let url = place(ImportColumn::Url);
    let file = read(&titled(|sheet| {
        for at in 1..=3 {
            row(sheet, at, &ROW);
        }
        let link = |text: &str| Url::new("https://weibo.com/u/1?a=1&b=2").set_text(text);
        sheet.write(1, url, link("微博主页")).unwrap();
        sheet.write(2, url, link("https://weibo.com/u/2")).unwrap();
        sheet
            .write(3, url, link("https://weibo.com/u/1?a=1&b=2"))
            .unwrap();
    }));
    assert_eq!(
        at(&file, 2, ImportColumn::Url),
        "https://weibo.com/u/1?a=1&b=2"
    );
    assert_eq!(at(&file, 3, ImportColumn::Url), "https://weibo.com/u/2");
    assert_eq!(
        file.notices,
        [
            "第 2 行的链接显示的是文字，已改为读取它指向的网址，请核对。",
            "第 3 行的链接显示的网址与它指向的不同，读取的是显示的网址，请核对。",
        ]
    );
}

#[test]
fn rows_keep_their_numbers_over_empty_ones() {
    let file = read(&titled(|sheet| {
        row(sheet, 3, &ROW);
        row(sheet, 4, &[" ", "\u{3000}", "\u{A0}"]);
        row(sheet, 700, &ROW);
    }));
    assert_eq!(numbers(&file), [4, 701]);
}
