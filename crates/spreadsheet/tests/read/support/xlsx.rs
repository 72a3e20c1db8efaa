//! Workbooks put together by hand, so that anything can be wrong with them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// An archive of these parts.
pub(crate) fn archive<N: AsRef<str>, C: AsRef<[u8]>>(parts: &[(N, C)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // Quick, since the tests are not optimised.
        .compression_level(Some(1));
    for (name, content) in parts {
        zip.start_file(name.as_ref(), options).unwrap();
        zip.write_all(content.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a workbook with sheets of this XML.
pub(crate) fn parts(sheets: &[&str]) -> Vec<(String, String)> {
    let mut parts = vec![("_rels/.rels".to_owned(), ROOT.to_owned())];
    let (mut list, mut relations) = (String::new(), String::new());
    for (at, sheet) in sheets.iter().enumerate() {
        let id = at + 1;
        list.push_str(&format!(
            r#"<sheet name="表{id}" sheetId="{id}" r:id="rId{id}"/>"#
        ));
        relations.push_str(&format!(r#"<Relationship Id="rId{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{id}.xml"/>"#));
        parts.push((format!("xl/worksheets/sheet{id}.xml"), (*sheet).to_owned()));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(r#"<workbook xmlns:r="r"><sheets>{list}</sheets></workbook>"#),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships>{relations}</Relationships>"),
    ));
    parts
}

/// The XML of a sheet with these rows.
pub(crate) fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

/// The XML of a row with the required titles.
pub(crate) fn title_row() -> String {
    row(
        1,
        &["账号名称", "开设主体", "账号类型", "是否代表政府", "链接"],
    )
}

/// The XML of a good row below [`title_row`].
pub(crate) fn good_row(number: u32) -> String {
    row(
        number,
        &["甲", "乙局", "新浪微博", "否", "https://weibo.com/u/1"],
    )
}

/// The XML of a row of texts.
pub(crate) fn row(number: u32, cells: &[&str]) -> String {
    let cells: String = (b'A'..)
        .zip(cells)
        .map(|(letter, text)| {
            format!(
                r#"<c r="{}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#,
                char::from(letter)
            )
        })
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

/// A row of the template's example.
pub(crate) fn example_row(number: u32) -> String {
    row(
        number,
        &[
            "【示例】甲",
            "乙局",
            "新浪微博",
            "否",
            "https://weibo.com/u/1",
        ],
    )
}

/// A workbook with one sheet of these rows, with merged cells.
pub(crate) fn with_merged(rows: &str, areas: &[String]) -> Vec<u8> {
    let areas: String = areas
        .iter()
        .map(|area| format!(r#"<mergeCell ref="{area}"/>"#))
        .collect();
    let xml = format!(
        "<worksheet><sheetData>{rows}</sheetData><mergeCells>{areas}</mergeCells></worksheet>"
    );
    archive(&parts(&[&xml]))
}

/// A workbook with one sheet: titles, a good row, and then these rows.
pub(crate) fn with_rows(rows: &str) -> Vec<u8> {
    archive(&parts(&[&sheet(&format!(
        "{}{}{rows}",
        title_row(),
        good_row(2)
    ))]))
}
