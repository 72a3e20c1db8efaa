//! Builder of .xlsx workbooks from XML, so that each part can be invalid.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const ROOT_RELATIONSHIPS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

pub(crate) fn archive<N: AsRef<str>, C: AsRef<[u8]>>(parts: &[(N, C)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // The fastest level, because tests are built without optimization.
        .compression_level(Some(1));
    for (name, content) in parts {
        zip.start_file(name.as_ref(), options).unwrap();
        zip.write_all(content.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Builds the parts of a workbook from the XML of its sheets.
pub(crate) fn workbook_parts(sheets: &[&str]) -> Vec<(String, String)> {
    let mut parts = vec![("_rels/.rels".to_owned(), ROOT_RELATIONSHIPS.to_owned())];
    let (mut sheet_list, mut relationships) = (String::new(), String::new());
    for (index, sheet) in sheets.iter().enumerate() {
        let id = index + 1;
        sheet_list.push_str(&format!(
            r#"<sheet name="表{id}" sheetId="{id}" r:id="rId{id}"/>"#
        ));
        relationships.push_str(&format!(r#"<Relationship Id="rId{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{id}.xml"/>"#));
        parts.push((format!("xl/worksheets/sheet{id}.xml"), (*sheet).to_owned()));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(r#"<workbook xmlns:r="r"><sheets>{sheet_list}</sheets></workbook>"#),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships>{relationships}</Relationships>"),
    ));
    parts
}

pub(crate) fn sheet_xml(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

/// Writes the required titles into row 1.
pub(crate) fn title_row() -> String {
    row_xml(
        1,
        &["账号名称", "开设主体", "账号类型", "是否代表政府", "链接"],
    )
}

/// Writes a valid row below [`title_row`].
pub(crate) fn good_row(number: u32) -> String {
    row_xml(
        number,
        &["甲", "乙局", "新浪微博", "否", "https://weibo.com/u/1"],
    )
}

pub(crate) fn row_xml(number: u32, cells: &[&str]) -> String {
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

/// Writes the example of the template.
pub(crate) fn example_row(number: u32) -> String {
    row_xml(
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

/// Builds a workbook of one sheet with merged areas.
pub(crate) fn workbook_with_merged(rows: &str, areas: &[String]) -> Vec<u8> {
    let areas: String = areas
        .iter()
        .map(|area| format!(r#"<mergeCell ref="{area}"/>"#))
        .collect();
    let xml = format!(
        "<worksheet><sheetData>{rows}</sheetData><mergeCells>{areas}</mergeCells></worksheet>"
    );
    archive(&workbook_parts(&[&xml]))
}

/// Builds a workbook of one sheet: titles, a valid row, and then `rows`.
pub(crate) fn workbook_with_rows(rows: &str) -> Vec<u8> {
    archive(&workbook_parts(&[&sheet_xml(&format!(
        "{}{}{rows}",
        title_row(),
        good_row(2)
    ))]))
}

/// Builds a readable workbook in which one part has other content.
pub(crate) fn workbook_with_part(name: &str, content: &str) -> Vec<u8> {
    let mut parts = workbook_parts(&[&sheet_xml(&format!("{}{}", title_row(), good_row(2)))]);
    parts.retain(|(n, _)| n != name);
    parts.push((name.to_owned(), content.to_owned()));
    archive(&parts)
}
