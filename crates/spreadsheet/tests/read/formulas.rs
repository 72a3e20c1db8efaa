//! Formulas that were saved without a result.

use super::support::xlsx::{archive, sheet_xml, title_row, workbook_parts, workbook_with_rows};
use super::support::{read, read_error, row_numbers};

fn formula(cell: &str, type_attribute: &str, value: &str) -> String {
    format!(r#"<c r="{cell}"{type_attribute}><f>A2&amp;"x"</f>{value}</c>"#)
}

#[test]
fn rows_with_unresolved_formulas_are_named() {
    let good = |number: u32| {
        super::support::xlsx::good_row(number)
            .trim_end_matches("</row>")
            .to_owned()
    };
    let rows = [
        good(3),
        formula("F3", "", ""),
        "</row>".into(),
        // A row of unresolved formulas only is not imported.
        r#"<row r="4">"#.into(),
        formula("A4", "", "<v/>"),
        formula("B4", r#" t="e""#, "<v></v>"),
        formula("C4", r#" t="str""#, ""),
        "</row>".into(),
        // An empty text is a result.
        r#"<row r="5">"#.into(),
        formula("A5", r#" t="str""#, "<v>甲</v>"),
        formula("B5", r#" t="str""#, "<v></v>"),
        formula("C5", r#" t="str""#, "<v/>"),
        formula("D5", "", "<v>1</v>"),
        formula("E5", r#" t="str""#, "<v>&amp;</v>"),
        "</row>".into(),
        good(6),
        "</row>".into(),
        r#"<row r="7">"#.into(),
        formula("E7", "", "<v> </v>"),
        "</row>".into(),
    ]
    .concat();
    let file = read(&workbook_with_rows(&rows));
    assert_eq!(row_numbers(&file), [2, 3, 5, 6]);
    assert_eq!(
        file.notices[1..],
        [
            "第 4、7 行的公式没有结果，其中的内容没有读取。请用 Excel 或 WPS 打开并保存一次，再重新上传。"
        ],
        "the formula of row 3 is in no column of the template"
    );
}

#[test]
fn a_sheet_of_unresolved_formulas_only_is_refused() {
    let row = format!(r#"<row r="2">{}</row>"#, formula("A2", "", ""));
    let bytes = archive(&workbook_parts(&[&sheet_xml(&(title_row() + &row))]));
    assert_eq!(
        read_error(&bytes).to_string(),
        "工作表“表1”的表头下面只有没有结果的公式，没有可以读取的内容。请用 Excel 或 WPS 打开并保存一次，再重新上传。"
    );
}
