//! The row limit, which counts accounts only.

use nmrs_domain::import::{ImportColumn, MAX_IMPORT_ROWS};

use super::support::xlsx::{example_row, good_row, row_xml, title_row, workbook_with_merged};
use super::support::{cell_text, read, read_error};

/// Builds a workbook of banners, examples, accounts and more banners.
fn workbook(above: u32, examples: u32, accounts: u32, below: u32) -> Vec<u8> {
    let mut rows = title_row();
    let mut areas = Vec::new();
    let mut number = 1;
    let mut next = || {
        number += 1;
        number
    };
    let mut banner = |number: u32| {
        areas.push(format!("A{number}:E{number}"));
        row_xml(number, &["填表人：张三"])
    };
    for _ in 0..above {
        rows.push_str(&banner(next()));
    }
    for _ in 0..examples {
        rows.push_str(&example_row(next()));
    }
    for _ in 0..accounts {
        rows.push_str(&good_row(next()));
    }
    for _ in 0..below {
        rows.push_str(&banner(next()));
    }
    // Programs write merged areas in any order.
    areas.reverse();
    workbook_with_merged(&rows, &areas)
}

#[test]
fn banners_and_examples_do_not_count_against_the_limit() {
    for (above, examples, below) in [
        (1, 1, 0),
        (2, 0, 0),
        (3, 1, 0),
        (0, 0, 2),
        (0, 1, 1),
        (0, 2, 0),
        (2, 3, 4),
    ] {
        let file = read(&workbook(above, examples, 10_000, below));
        assert_eq!(
            file.rows.len(),
            MAX_IMPORT_ROWS,
            "{above} {examples} {below}"
        );
        let last = file.rows.last().unwrap().number;
        assert_eq!(last, 1 + above + examples + 10_000);
        assert_eq!(
            file.notices.len(),
            1 + usize::from(examples > 0) + usize::from(above + below > 0)
        );
    }
}

#[test]
fn the_error_of_too_many_rows_counts_accounts_only() {
    for (above, examples, below) in [(0, 1, 0), (2, 2, 2)] {
        assert_eq!(
            read_error(&workbook(above, examples, 10_001, below)).to_string(),
            "表格有 10001 行数据，一次最多导入 10000 行。请分成几个文件导入。"
        );
    }
}

#[test]
fn a_value_merged_from_an_example_counts_for_the_rows_below() {
    let without_owner = |number| {
        row_xml(
            number,
            &["丙", "", "新浪微博", "否", "https://weibo.com/u/3"],
        )
    };
    let rows = [
        title_row(),
        example_row(2),
        without_owner(3),
        without_owner(4),
    ]
    .concat();
    let file = read(&workbook_with_merged(&rows, &["B2:B3".to_owned()]));
    assert_eq!(cell_text(&file, 3, ImportColumn::Owner), "乙局");
    assert_eq!(cell_text(&file, 4, ImportColumn::Owner), "");
    assert_eq!(file.notices[1], "第 2 行是模板的示例，没有导入。");
}

#[test]
fn rows_with_a_name_merged_from_an_example_are_examples() {
    let unnamed = row_xml(3, &["", "乙局", "新浪微博", "否", "https://weibo.com/u/3"]);
    let rows = [title_row(), example_row(2), unnamed, good_row(4)].concat();
    let file = read(&workbook_with_merged(&rows, &["A2:A3".to_owned()]));
    assert_eq!(file.rows.len(), 1);
    assert_eq!(file.notices[1], "第 2、3 行是模板的示例，没有导入。");
}

#[test]
fn a_sheet_of_examples_only_has_no_rows() {
    let examples: String = (2..2_000).map(example_row).collect();
    let error = read_error(&workbook_with_merged(&(title_row() + &examples), &[]));
    assert!(error.to_string().contains("请从第 2000 行起"), "{error}");
}
