use nmrs_spreadsheet::Unreadable;

use super::support::workbooks::{numbers, read, refused};
use super::support::xls::{compound, good, number, record, shared, text, workbook};

/// A workbook with the good row and these records.
fn with_records(records: &[u8]) -> Vec<u8> {
    let (strings, mut cells) = good();
    cells.extend(records);
    workbook(&shared(&strings, 8_000), &cells)
}

#[test]
fn shared_strings_are_read_wherever_their_records_break() {
    let (strings, cells) = good();
    for piece in 11..60 {
        let file = read(&workbook(&shared(&strings, piece), &cells));
        assert_eq!(
            file.rows[0].cells[..5],
            ["甲", "乙局", "新浪微博", "否", "https://weibo.com/u/1"],
            "{piece}"
        );
    }
}

#[test]
fn cells_of_all_kinds_are_read() {
    let several = [2_u16, 0, 0]
        .map(u16::to_le_bytes)
        .concat()
        .into_iter()
        .chain(((7_i32 << 2) | 2).to_le_bytes())
        .chain([0, 0])
        .chain(0x3FF0_0001_u32.to_le_bytes())
        .chain([1, 0])
        .collect::<Vec<_>>();
    let label = [&[2, 0, 2, 0, 0, 0, 2, 0, 0][..], b"ab"].concat();
    let truth = [2, 0, 3, 0, 0, 0, 1, 0];
    let formula = |column: u8, result: [u8; 8]| {
        let head = [2, 0, column, 0, 0, 0];
        record(0x0006, &[&head[..], &result, &[0; 8]].concat())
    };
    let file = read(&with_records(
        &[
            record(0x00BD, &several),
            record(0x0204, &label),
            record(0x0205, &truth),
            formula(4, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
            record(0x0207, &[3, 0, 0, b'x', b'y', b'z']),
        ]
        .concat(),
    ));
    assert_eq!(file.rows[1].cells[..5], ["7", "0.01", "ab", "是", "xyz"]);
}

#[test]
fn one_cell_in_the_last_corner_takes_no_place() {
    let file = read(&with_records(&number(65_535, 255, 1.0)));
    assert_eq!(numbers(&file), [2]);
}

#[test]
fn cells_out_of_order_are_put_in_order() {
    let rows = [text(9, 0, 5), text(4, 0, 5), text(2, 1, 6), text(2, 0, 5)].concat();
    assert_eq!(numbers(&read(&with_records(&rows))), [2, 3, 5, 10]);
}

#[test]
fn a_string_that_is_not_there_is_an_empty_cell() {
    let file = read(&with_records(
        &[text(2, 0, 5), text(2, 1, 4_000_000_000)].concat(),
    ));
    assert_eq!(file.rows[1].cells[..2], ["甲", ""]);
}

#[test]
fn a_shared_string_that_multiplies_is_refused() {
    let long = "长".repeat(30_000);
    let (mut strings, mut cells) = good();
    strings.push(&long);
    for row in 2..9_000 {
        cells.extend(text(row, 0, 10));
    }
    let refusal = refused(&workbook(&shared(&strings, 8_000), &cells));
    assert_eq!(refusal, Unreadable::TooMuchText);
}

#[test]
fn records_that_end_too_early_are_damage() {
    for kind in [
        0x0203, 0x027E, 0x00FD, 0x0204, 0x0205, 0x0006, 0x0207, 0x0208, 0x00E5, 0x00D6,
    ] {
        assert_eq!(
            refused(&with_records(&record(kind, &[2, 0, 1]))),
            Unreadable::Damaged,
            "{kind:x}"
        );
    }
    // Many merged areas are claimed, one is there.
    let claimed = [&[0xFF, 0xFF][..], &[0; 8]].concat();
    assert_eq!(
        refused(&with_records(&record(0x00E5, &claimed))),
        Unreadable::Damaged
    );
}

#[test]
fn a_sheet_that_begins_nowhere_is_damage() {
    let (strings, cells) = good();
    let whole = workbook(&shared(&strings, 8_000), &cells);
    for at in [0_u32, 7, 1_000_000, u32::MAX] {
        let place = whole
            .windows(4)
            .position(|w| w == [0x85, 0, 10, 0])
            .unwrap();
        let mut bytes = whole.clone();
        bytes[place + 4..place + 8].copy_from_slice(&at.to_le_bytes());
        let refusal = refused(&bytes);
        assert!(
            matches!(refusal, Unreadable::Damaged | Unreadable::NoHeader { .. }),
            "{at}: {refusal:?}"
        );
    }
}

#[test]
fn what_else_is_in_a_compound_file_is_named() {
    for (stream, refusal) in [
        ("EncryptedPackage", Unreadable::Password),
        ("_VBA_PROJECT", Unreadable::Macros),
        (
            "WordDocument",
            Unreadable::NotASpreadsheet {
                what: "Word 文档"
            },
        ),
        (
            "Book",
            Unreadable::OtherFormat {
                what: "Excel 95 或更早的表格",
            },
        ),
        (
            "Contents",
            Unreadable::OtherFormat {
                what: "不认识的旧格式文件",
            },
        ),
    ] {
        assert_eq!(refused(&compound(stream, b"x")), refusal);
    }
    let (strings, cells) = good();
    let locked = [record(0x002F, &[1, 0]), shared(&strings, 8_000)].concat();
    assert_eq!(refused(&workbook(&locked, &cells)), Unreadable::Password);
}

#[test]
fn lists_of_sectors_in_a_circle_are_refused() {
    let (strings, cells) = good();
    let whole = workbook(&shared(&strings, 8_000), &cells);
    for list in [0_u32, 1, 2] {
        let mut bytes = whole.clone();
        bytes[68..72].copy_from_slice(&list.to_le_bytes());
        let end = (list as usize + 2) << u16::from_le_bytes([bytes[30], bytes[31]]);
        if let Some(next) = bytes.get_mut(end - 4..end) {
            next.copy_from_slice(&list.to_le_bytes());
        }
        let refusal = refused(&bytes);
        assert!(
            matches!(refusal, Unreadable::Suspicious | Unreadable::Damaged),
            "{list}: {refusal:?}"
        );
    }
    // Of the last sectors, not everything is needed.
    for length in (0..whole.len() / 2).step_by(97) {
        let cut = &whole[..length];
        assert!(
            nmrs_spreadsheet::read_import("a.xls", cut).is_err(),
            "{length}"
        );
    }
}
