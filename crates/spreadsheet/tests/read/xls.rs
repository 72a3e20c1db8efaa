use nmrs_spreadsheet::ReadError;

use super::support::xls::{
    compound_file, good_strings_and_cells, number_cell, record, shared_string_records, string_cell,
    workbook,
};
use super::support::{read, read_error, row_numbers};

/// Builds a workbook of titles, a valid row and more records.
fn workbook_with_records(records: &[u8]) -> Vec<u8> {
    let (strings, mut cells) = good_strings_and_cells();
    cells.extend(records);
    workbook(&shared_string_records(&strings, 8_000), &cells)
}

#[test]
fn shared_strings_are_read_wherever_they_are_split_into_records() {
    let (strings, cells) = good_strings_and_cells();
    for max_bytes in 11..60 {
        let file = read(&workbook(
            &shared_string_records(&strings, max_bytes),
            &cells,
        ));
        assert_eq!(
            file.rows[0].cells[..5],
            ["甲", "乙局", "新浪微博", "否", "https://weibo.com/u/1"],
            "{max_bytes}"
        );
    }
}

#[test]
fn cells_of_all_record_types_are_read() {
    let mul_rk = [2_u16, 0, 0]
        .map(u16::to_le_bytes)
        .concat()
        .into_iter()
        .chain(((7_i32 << 2) | 2).to_le_bytes())
        .chain([0, 0])
        .chain(0x3FF0_0001_u32.to_le_bytes())
        .chain([1, 0])
        .collect::<Vec<_>>();
    let label = [&[2, 0, 2, 0, 0, 0, 2, 0, 0][..], b"ab"].concat();
    let bool_error = [2, 0, 3, 0, 0, 0, 1, 0];
    let formula = |column: u8, result: [u8; 8]| {
        let header = [2, 0, column, 0, 0, 0];
        record(0x0006, &[&header[..], &result, &[0; 8]].concat())
    };
    let file = read(&workbook_with_records(
        &[
            record(0x00BD, &mul_rk),
            record(0x0204, &label),
            record(0x0205, &bool_error),
            formula(4, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
            record(0x0207, &[3, 0, 0, b'x', b'y', b'z']),
        ]
        .concat(),
    ));
    assert_eq!(file.rows[1].cells[..5], ["7", "0.01", "ab", "是", "xyz"]);
}

#[test]
fn a_cell_in_the_last_corner_allocates_no_rectangle() {
    let file = read(&workbook_with_records(&number_cell(65_535, 255, 1.0)));
    assert_eq!(row_numbers(&file), [2]);
}

#[test]
fn cells_are_sorted() {
    let rows = [
        string_cell(9, 0, 5),
        string_cell(4, 0, 5),
        string_cell(2, 1, 6),
        string_cell(2, 0, 5),
    ]
    .concat();
    assert_eq!(
        row_numbers(&read(&workbook_with_records(&rows))),
        [2, 3, 5, 10]
    );
}

#[test]
fn a_missing_shared_string_is_an_empty_cell() {
    let file = read(&workbook_with_records(
        &[string_cell(2, 0, 5), string_cell(2, 1, 4_000_000_000)].concat(),
    ));
    assert_eq!(file.rows[1].cells[..2], ["甲", ""]);
}

#[test]
fn a_long_shared_string_in_many_cells_exceeds_the_text_limit() {
    let long = "长".repeat(30_000);
    let (mut strings, mut cells) = good_strings_and_cells();
    strings.push(&long);
    for row in 2..9_000 {
        cells.extend(string_cell(row, 0, 10));
    }
    let error = read_error(&workbook(&shared_string_records(&strings, 8_000), &cells));
    assert_eq!(error, ReadError::TooMuchText);
}

#[test]
fn records_that_are_too_short_are_damaged() {
    for record_type in [
        0x0203, 0x027E, 0x00FD, 0x0204, 0x0205, 0x0006, 0x0207, 0x0208, 0x00E5, 0x00D6,
    ] {
        assert_eq!(
            read_error(&workbook_with_records(&record(record_type, &[2, 0, 1]))),
            ReadError::Damaged,
            "{record_type:x}"
        );
    }
    // A record that claims many merged areas and contains one.
    let claimed = [&[0xFF, 0xFF][..], &[0; 8]].concat();
    assert_eq!(
        read_error(&workbook_with_records(&record(0x00E5, &claimed))),
        ReadError::Damaged
    );
}

#[test]
fn a_sheet_at_a_wrong_offset_is_damaged() {
    let (strings, cells) = good_strings_and_cells();
    let whole = workbook(&shared_string_records(&strings, 8_000), &cells);
    for offset in [0_u32, 7, 1_000_000, u32::MAX] {
        let bound_sheet = whole
            .windows(4)
            .position(|w| w == [0x85, 0, 10, 0])
            .unwrap();
        let mut bytes = whole.clone();
        bytes[bound_sheet + 4..bound_sheet + 8].copy_from_slice(&offset.to_le_bytes());
        let error = read_error(&bytes);
        assert!(
            matches!(error, ReadError::Damaged | ReadError::NoHeader { .. }),
            "{offset}: {error:?}"
        );
    }
}

#[test]
fn other_contents_of_a_compound_file_are_named() {
    for (stream, error) in [
        ("EncryptedPackage", ReadError::PasswordProtected),
        ("_VBA_PROJECT", ReadError::Macros),
        (
            "WordDocument",
            ReadError::NotASpreadsheet {
                found: "Word 文档"
            },
        ),
        (
            "Book",
            ReadError::UnsupportedFormat {
                format: "Excel 95 或更早的表格",
            },
        ),
        (
            "Contents",
            ReadError::UnsupportedFormat {
                format: "不认识的旧格式文件",
            },
        ),
    ] {
        assert_eq!(read_error(&compound_file(stream, b"x")), error);
    }
    let (strings, cells) = good_strings_and_cells();
    let encrypted = [
        record(0x002F, &[1, 0]),
        shared_string_records(&strings, 8_000),
    ]
    .concat();
    assert_eq!(
        read_error(&workbook(&encrypted, &cells)),
        ReadError::PasswordProtected
    );
}

#[test]
fn circular_difat_chains_are_refused() {
    let (strings, cells) = good_strings_and_cells();
    let whole = workbook(&shared_string_records(&strings, 8_000), &cells);
    for sector in [0_u32, 1, 2] {
        let mut bytes = whole.clone();
        bytes[68..72].copy_from_slice(&sector.to_le_bytes());
        let end = (sector as usize + 2) << u16::from_le_bytes([bytes[30], bytes[31]]);
        if let Some(next) = bytes.get_mut(end - 4..end) {
            next.copy_from_slice(&sector.to_le_bytes());
        }
        let error = read_error(&bytes);
        assert!(
            matches!(error, ReadError::Suspicious | ReadError::Damaged),
            "{sector}: {error:?}"
        );
    }
    // The second half is not cut: the last sectors may be unused.
    for length in (0..whole.len() / 2).step_by(97) {
        let cut = &whole[..length];
        assert!(
            nmrs_spreadsheet::read_import("a.xls", cut).is_err(),
            "{length}"
        );
    }
}
