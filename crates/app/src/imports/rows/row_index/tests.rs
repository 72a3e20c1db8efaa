use nmrs_store::imports::CellIssue;

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

fn index(rows: &[Row]) -> RowIndex {
    RowIndex::new(rows.iter().map(RowSummary::from).collect())
}

fn duplicate_detail(index: &RowIndex, number: u32) -> Option<String> {
    let mut rows = index.rows.iter();
    index.duplicate_detail(rows.find(|row| row.number() == number).unwrap())
}

#[test]
fn an_edited_row_counts_with_its_new_content() {
    let rows = [row(3, "a"), row(4, "b"), row(8, "a")];
    let before = index(&rows);
    assert_eq!(before.counts().errors, 2);
    let mut edited = row(8, "c");
    edited.has_error = true;
    let after = before.with_changed(&[edited.clone()]);
    assert_eq!(duplicate_detail(&after, 3), None);
    assert_eq!(after.counts().errors, 1);
    // The same as an index of the edited rows.
    let [first, second, _] = rows;
    let rebuilt = index(&[first, second, edited]);
    assert_eq!(after.rows, rebuilt.rows);
    assert_eq!(after.counts(), rebuilt.counts());
}

#[test]
fn rows_with_the_same_identity_name_each_other() {
    let rows = [
        row(3, "a"),
        row(4, "b"),
        row(8, "a"),
        row(9, ""),
        row(10, ""),
    ];
    let index = index(&rows);
    assert_eq!(
        duplicate_detail(&index, 3).unwrap(),
        "与本表第 8 行是同一个账号，请只保留一行，或更正链接"
    );
    assert!(duplicate_detail(&index, 8).unwrap().contains("第 3 行"));
    for alone in [4, 9, 10] {
        assert_eq!(duplicate_detail(&index, alone), None);
    }
    assert_eq!(index.counts().errors, 2);
    assert_eq!(index.counts().draft_errors, 0);
    assert_eq!(index.numbers(ImportRows::Errors), [3, 8]);
}

#[test]
fn a_message_names_at_most_five_rows() {
    let rows: Vec<Row> = (2..=101).map(|number| row(number, "a")).collect();
    let index = index(&rows);
    assert!(
        duplicate_detail(&index, 2)
            .unwrap()
            .starts_with("与本表第 3、4、5、6、7 等 99 行是")
    );
    assert_eq!(index.counts().errors, 100);
}

#[test]
fn a_skipped_row_conflicts_with_no_other() {
    let skipped_row = Row {
        skipped: true,
        has_error: true,
        blocks_draft: true,
        ..row(3, "a")
    };
    let rows = [skipped_row, row(4, "a")];
    let index = index(&rows);
    assert_eq!(duplicate_detail(&index, 4), None);
    let expected = ImportCounts {
        rows: 1,
        skipped: 1,
        errors: 0,
        draft_errors: 0,
        warnings: 0,
    };
    assert_eq!(index.counts(), expected);
    assert_eq!(index.numbers(ImportRows::All), [3, 4]);
    assert!(index.numbers(ImportRows::Errors).is_empty());
}

#[test]
fn several_rows_of_a_platform_and_remarks_of_the_register_are_warnings() {
    let with_warning = Row {
        platform: Some("DY".into()),
        warnings: vec![CellIssue {
            column: ImportColumn::Kind,
            detail: "另有".into(),
        }],
        ..row(3, "a")
    };
    let rows = [with_warning, row(4, "b"), row(5, "c")];
    let all = index(&rows);
    assert_eq!(all.numbers(ImportRows::Warnings), [3, 4, 5]);
    assert_eq!(all.rows_on_platform("WB").collect::<Vec<_>>(), [4, 5]);
    let less = index(&rows[..2]);
    assert_eq!(less.numbers(ImportRows::Warnings), [3]);
}
