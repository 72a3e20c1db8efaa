//! Formulas that no program has worked out.

use super::support::workbooks::{numbers, read, refused};
use super::support::xlsx::{archive, parts, sheet, title_row, with_rows};

fn formula(place: &str, kind: &str, value: &str) -> String {
    format!(r#"<c r="{place}"{kind}><f>A2&amp;"x"</f>{value}</c>"#)
}

#[test]
fn rows_with_formulas_without_a_result_are_named() {
    let good = |at: u32| {
        super::support::xlsx::good_row(at)
            .trim_end_matches("</row>")
            .to_owned()
    };
    let rows = [
        good(3),
        formula("F3", "", ""),
        "</row>".into(),
        // A row of nothing else is not imported.
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
    let file = read(&with_rows(&rows));
    assert_eq!(numbers(&file), [2, 3, 5, 6]);
    assert_eq!(
        file.notices[1..],
        [
            "第 4、7 行的公式没有结果，其中的内容没有读取。请用 Excel 或 WPS 打开并保存一次，再重新上传。"
        ],
        "the formula of row 3 stands in no column of the template"
    );
}

#[test]
fn a_sheet_of_nothing_but_formulas_without_results_is_told_to_be_saved() {
    let row = format!(r#"<row r="2">{}</row>"#, formula("A2", "", ""));
    let bytes = archive(&parts(&[&sheet(&(title_row() + &row))]));
    assert_eq!(
        refused(&bytes).to_string(),
        "工作表“表1”的表头下面只有没有结果的公式，没有可以读取的内容。请用 Excel 或 WPS 打开并保存一次，再重新上传。"
    );
}
