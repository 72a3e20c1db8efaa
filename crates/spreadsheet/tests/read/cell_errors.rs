//! Errors such as `#REF!` in cells.

use super::support::read;
use super::support::xls::{good_strings_and_cells, record, shared_string_records, workbook};
use super::support::xlsx::workbook_with_rows;

#[test]
fn errors_of_newer_excel_versions_are_text() {
    let rows = r#"<row r="3"><c r="A3" t="e"><v>#SPILL!</v></c><c r="B3" t="e"><v>#REF!</v></c><c r="C3" t="e"><v>#CALC!</v></c></row>"#;
    let file = read(&workbook_with_rows(rows));
    assert_eq!(file.rows[1].cells[..3], ["#SPILL!", "#REF!", "#CALC!"]);
}

#[test]
fn an_error_of_a_formula_is_read_in_its_own_cell() {
    let error = |place: &str, formula: &str, error: &str| {
        format!(r#"<c r="{place}" t="e"><f>{formula}</f><v>{error}</v></c>"#)
    };
    let rows = [
        r#"<row r="3"><c r="A3" t="str"><v>甲</v></c>"#,
        &error("B3", "VLOOKUP(A2,X1:Y2,2,0)", "#N/A"),
        &error("D3", "_xlfn._xlws.FILTER(A1,B1)", "#SPILL!"),
        "</row><row r=\"4\">",
        &error("A4", "1/0", "#DIV/0!"),
        &error("C4", "LAMBDA(x,x)", "#CALC!"),
        &error("E4", "A1&amp;\"x\"", "#FIELD!"),
        "</row><row r=\"5\">",
        &error("A5", "FILTER(A1,B1)", "#SPILL!"),
        "</row>",
    ]
    .concat();
    let file = read(&workbook_with_rows(&rows));
    assert_eq!(file.rows[1].cells[..5], ["甲", "#N/A", "", "#SPILL!", ""]);
    assert_eq!(
        file.rows[2].cells[..5],
        ["#DIV/0!", "", "#CALC!", "", "#FIELD!"]
    );
    assert_eq!(file.rows[3].cells[..2], ["#SPILL!", ""]);
}

#[test]
fn an_error_without_text_is_an_empty_cell() {
    for empty in ["<v/>", "<v></v>", "", "<v><!-- --></v>", "<f>A1</f><v/>"] {
        let rows = format!(
            r#"<row r="3"><c r="A3" t="e">{empty}</c><c r="B3" t="e"><f>FILTER(A1,B1)</f><v>#CALC!</v></c></row><row r="4"><c r="A4" t="e"><v>#SPILL!</v></c></row>"#
        );
        let file = read(&workbook_with_rows(&rows));
        assert_eq!(file.rows[1].cells[..2], ["", "#CALC!"], "{empty}");
        assert_eq!(file.rows[2].cells[..2], ["#SPILL!", ""], "{empty}");
    }
}

#[test]
fn cells_without_reference_keep_their_columns_beside_errors() {
    let rows = r#"<row r="3"><c t="e"><v>#SPILL!</v></c><c t="str"><v>乙</v></c><c t="e"><v>#REF!</v></c><c t="e"><v>#BUSY!</v></c><c t="str"><v>丙</v></c></row>"#;
    let file = read(&workbook_with_rows(rows));
    assert_eq!(
        file.rows[1].cells[..5],
        ["#SPILL!", "乙", "#REF!", "#BUSY!", "丙"]
    );
}

#[test]
fn too_many_unknown_errors_are_refused_but_known_ones_are_not() {
    let row = |number: usize, error: &str| {
        format!(r#"<row r="{number}"><c r="A{number}" t="e"><v>{error}</v></c></row>"#)
    };
    let many = |error: &str| {
        (3..100_010)
            .map(|number| row(number, error))
            .collect::<String>()
    };
    let error = super::support::read_error(&workbook_with_rows(&many("#SPILL!")));
    assert_eq!(error, nmrs_spreadsheet::ReadError::ContentTooLarge);
    let error = super::support::read_error(&workbook_with_rows(&many("#N/A")));
    assert_eq!(
        error,
        nmrs_spreadsheet::ReadError::TooManyRows { rows: 100_008 }
    );
}

#[test]
fn errors_of_xls_workbooks_have_the_same_texts() {
    let (strings, mut cells) = good_strings_and_cells();
    for (column, code) in (0..).zip([0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A]) {
        cells.extend(record(0x0205, &[2, 0, column, 0, 0, 0, code, 1]));
    }
    let file = read(&workbook(&shared_string_records(&strings, 8_000), &cells));
    assert_eq!(
        file.rows[1].cells[..5],
        ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?"]
    );
}
