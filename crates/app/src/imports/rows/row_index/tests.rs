use nmrs_store::imports::Remark;

use super::*;
use nmrs_domain::import::ImportColumn;

/// A row on Weibo with an identity.
fn row(number: u32, hash: &str) -> Row {
    Row {
        number,
        cells: Vec::new(),
        errors: Vec::new(),
        warnings: Vec::new(),
        has_error: false,
        blocks_draft: false,
        skipped: false,
        platform: Some("WB".into()),
        identity_hash: (!hash.is_empty()).then(|| hash.into()),
    }
}

fn outline(rows: &[Row]) -> Outline {
    Outline::new(rows.iter().map(OutlineRow::from).collect())
}

fn said(outline: &Outline, number: u32) -> Option<String> {
    let mut rows = outline.rows.iter();
    outline.twice(rows.find(|row| row.number() == number).unwrap())
}

#[test]
fn a_row_that_was_changed_counts_as_it_is_now() {
    let rows = [row(3, "a"), row(4, "b"), row(8, "a")];
    let before = outline(&rows);
    assert_eq!(before.counts().errors, 2);
    let mut mended = row(8, "c");
    mended.has_error = true;
    let after = before.with(&[mended.clone()]);
    assert_eq!(said(&after, 3), None);
    assert_eq!(after.counts().errors, 1);
    // As if it had been read anew.
    let [first, second, _] = rows;
    let anew = outline(&[first, second, mended]);
    assert_eq!(after.rows, anew.rows);
    assert_eq!(after.counts(), anew.counts());
}

#[test]
fn rows_that_are_one_account_name_each_other() {
    let rows = [
        row(3, "a"),
        row(4, "b"),
        row(8, "a"),
        row(9, ""),
        row(10, ""),
    ];
    let outline = outline(&rows);
    assert_eq!(
        said(&outline, 3).unwrap(),
        "与本表第 8 行是同一个账号，请只保留一行，或更正链接"
    );
    assert!(said(&outline, 8).unwrap().contains("第 3 行"));
    for alone in [4, 9, 10] {
        assert_eq!(said(&outline, alone), None);
    }
    assert_eq!(outline.counts().errors, 2);
    assert_eq!(outline.counts().draft_errors, 0);
    assert_eq!(outline.numbers(ImportRows::Errors), [3, 8]);
}

#[test]
fn of_very_many_only_some_are_named() {
    let rows: Vec<Row> = (2..=101).map(|number| row(number, "a")).collect();
    let outline = outline(&rows);
    assert!(
        said(&outline, 2)
            .unwrap()
            .starts_with("与本表第 3、4、5、6、7 等 99 行是")
    );
    assert_eq!(outline.counts().errors, 100);
}

#[test]
fn a_row_that_is_left_out_stands_in_nobodys_way() {
    let left_out = Row {
        skipped: true,
        has_error: true,
        blocks_draft: true,
        ..row(3, "a")
    };
    let rows = [left_out, row(4, "a")];
    let outline = outline(&rows);
    assert_eq!(said(&outline, 4), None);
    let expected = Counts {
        rows: 1,
        skipped: 1,
        errors: 0,
        draft_errors: 0,
        warnings: 0,
    };
    assert_eq!(outline.counts(), expected);
    assert_eq!(outline.numbers(ImportRows::All), [3, 4]);
    assert!(outline.numbers(ImportRows::Errors).is_empty());
}

#[test]
fn several_on_a_platform_are_a_warning_and_what_the_register_says_another() {
    let told = Row {
        platform: Some("DY".into()),
        warnings: vec![Remark {
            column: ImportColumn::Kind,
            detail: "另有".into(),
        }],
        ..row(3, "a")
    };
    let rows = [told, row(4, "b"), row(5, "c")];
    let all = outline(&rows);
    assert_eq!(all.numbers(ImportRows::Warnings), [3, 4, 5]);
    assert_eq!(all.rows_on("WB").collect::<Vec<_>>(), [4, 5]);
    let less = outline(&rows[..2]);
    assert_eq!(less.numbers(ImportRows::Warnings), [3]);
}
