//! As many rows as are read, with rows around them that are no accounts.

use nmrs_domain::import::{ImportColumn, MAX_IMPORT_ROWS};

use super::support::workbooks::{at, read, refused};
use super::support::xlsx::{example_row, good_row, row, title_row, with_merged};

/// Remarks above, examples, rows of accounts, remarks below.
fn book(above: u32, examples: u32, accounts: u32, below: u32) -> Vec<u8> {
    let mut rows = title_row();
    let mut areas = Vec::new();
    let mut number = 1;
    let mut next = || {
        number += 1;
        number
    };
    let mut remark = |number: u32| {
        areas.push(format!("A{number}:E{number}"));
        row(number, &["填表人：张三"])
    };
    for _ in 0..above {
        rows.push_str(&remark(next()));
    }
    for _ in 0..examples {
        rows.push_str(&example_row(next()));
    }
    for _ in 0..accounts {
        rows.push_str(&good_row(next()));
    }
    for _ in 0..below {
        rows.push_str(&remark(next()));
    }
    // Programs write them in any order.
    areas.reverse();
    with_merged(&rows, &areas)
}

#[test]
fn remarks_and_examples_take_no_place_of_an_account() {
    for (above, examples, below) in [
        (1, 1, 0),
        (2, 0, 0),
        (3, 1, 0),
        (0, 0, 2),
        (0, 1, 1),
        (0, 2, 0),
        (2, 3, 4),
    ] {
        let file = read(&book(above, examples, 10_000, below));
        assert_eq!(
            file.rows.len(),
            MAX_IMPORT_ROWS,
            "{above} {examples} {below}"
        );
        let last = file.rows.last().unwrap().row;
        assert_eq!(last, 1 + above + examples + 10_000);
        assert_eq!(
            file.notices.len(),
            1 + usize::from(examples > 0) + usize::from(above + below > 0)
        );
    }
}

#[test]
fn of_too_many_rows_only_accounts_are_counted() {
    for (above, examples, below) in [(0, 1, 0), (2, 2, 2)] {
        assert_eq!(
            refused(&book(above, examples, 10_001, below)).to_string(),
            "表格有 10001 行数据，一次最多导入 10000 行。请分成几个文件导入。"
        );
    }
}

#[test]
fn what_is_merged_from_an_example_counts_for_the_rows_below_it() {
    let open = |number| {
        row(
            number,
            &["丙", "", "新浪微博", "否", "https://weibo.com/u/3"],
        )
    };
    let rows = [title_row(), example_row(2), open(3), open(4)].concat();
    let file = read(&with_merged(&rows, &["B2:B3".to_owned()]));
    assert_eq!(at(&file, 3, ImportColumn::Owner), "乙局");
    assert_eq!(at(&file, 4, ImportColumn::Owner), "");
    assert_eq!(file.notices[1], "第 2 行是模板的示例，没有导入。");
}

#[test]
fn a_name_merged_from_an_example_makes_examples() {
    let unnamed = row(3, &["", "乙局", "新浪微博", "否", "https://weibo.com/u/3"]);
    let rows = [title_row(), example_row(2), unnamed, good_row(4)].concat();
    let file = read(&with_merged(&rows, &["A2:A3".to_owned()]));
    assert_eq!(file.rows.len(), 1);
    assert_eq!(file.notices[1], "第 2、3 行是模板的示例，没有导入。");
}

#[test]
fn a_sheet_of_nothing_but_examples_has_no_rows() {
    let examples: String = (2..2_000).map(example_row).collect();
    let refusal = refused(&with_merged(&(title_row() + &examples), &[]));
    assert!(
        refusal.to_string().contains("请从第 2000 行起"),
        "{refusal}"
    );
}
