use nmrs_spreadsheet::ReadError;

use super::support::xlsx::{
    archive, good_row, row_xml, sheet_xml, title_row, workbook_parts, workbook_with_part,
    workbook_with_rows,
};
use super::support::{read, read_error};

#[test]
fn a_valid_workbook_of_the_builder_is_read() {
    assert_eq!(read(&workbook_with_rows("")).rows.len(), 1);
}

#[test]
fn every_truncated_file_is_refused() {
    let whole = workbook_with_rows("");
    for length in 1..whole.len() {
        let error = read_error(&whole[..length]);
        assert!(
            matches!(
                error,
                ReadError::Damaged | ReadError::NoHeader { .. } | ReadError::UnknownEncoding
            ) || length < 4,
            "{length}: {error:?}"
        );
    }
}

#[test]
fn a_zip_bomb_is_found_by_its_unpacked_size() {
    let spaces = " ".repeat(8 * 1024 * 1024);
    let bomb = workbook_with_rows(&format!("<!--{spaces}-->"));
    assert!(bomb.len() < 100_000);
    assert_eq!(read_error(&bomb), ReadError::ContentTooLarge);
    // The same with a directory that claims a small size.
    let size = (spaces.len() + 400) as u64;
    let mut forged = workbook_with_rows(&format!("<!--{spaces}-->"));
    let mut forged_sizes = 0;
    for at in 0..forged.len() - 4 {
        let claimed = u32::from_le_bytes(forged[at..at + 4].try_into().unwrap());
        if (size..size + 4_000).contains(&claimed.into()) {
            forged[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
            forged_sizes += 1;
        }
    }
    assert!(forged_sizes >= 1);
    let error = read_error(&forged);
    assert!(
        matches!(error, ReadError::ContentTooLarge | ReadError::Damaged),
        "{error:?}"
    );
}

#[test]
fn a_zip_bomb_of_many_parts_is_found_by_their_total_size() {
    // Compresses to a twentieth, as sheets do.
    let content: String = (0..8_000)
        .map(|n| format!("<b>{}</b>", format!("{n:08x}").repeat(30)))
        .collect();
    let content = format!("<a>{content}</a>");
    let mut all = workbook_parts(&[&sheet_xml("")]);
    all.extend((0..60).map(|n| (format!("xl/drawings/drawing{n}.xml"), content.clone())));
    let bytes = archive(&all);
    assert!(bytes.len() < 10 * 1024 * 1024, "{}", bytes.len());
    assert_eq!(read_error(&bytes), ReadError::ContentTooLarge);
}

#[test]
fn entities_are_never_expanded() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><sst><si><t>&lol2;</t></si></sst>"#;
    assert_eq!(
        read_error(&workbook_with_part("xl/sharedStrings.xml", laughs)),
        ReadError::Suspicious
    );
    let external = r#"<!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet><sheetData/></worksheet>"#;
    assert_eq!(
        read_error(&workbook_with_part("xl/worksheets/sheet1.xml", external)),
        ReadError::Suspicious
    );
    assert_eq!(
        read_error(&workbook_with_rows(&row_xml(3, &["&nbsp;"]))),
        ReadError::Suspicious
    );
}

#[test]
fn a_claimed_string_count_reserves_no_memory() {
    for content in [
        r#"<sst count="1" uniqueCount="9000000000000"><si><t>a</t></si></sst>"#,
        r#"<sst uniqueCount="18446744073709551615"></sst>"#,
    ] {
        assert_eq!(
            read_error(&workbook_with_part("xl/sharedStrings.xml", content)),
            ReadError::Suspicious
        );
    }
}

#[test]
fn too_many_shared_strings_are_refused() {
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(400_001));
    assert_eq!(
        read_error(&workbook_with_part("xl/sharedStrings.xml", &strings)),
        ReadError::ContentTooLarge
    );
    let long = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(200_000));
    assert_eq!(
        read_error(&workbook_with_part("xl/sharedStrings.xml", &long)),
        ReadError::ContentTooLarge
    );
}

#[test]
fn a_long_string_in_many_cells_exceeds_the_text_limit() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(30_000));
    let mut rows = title_row();
    for number in 2..2_000 {
        rows.push_str(&format!(
            r#"<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>"#
        ));
    }
    let mut all = workbook_parts(&[&sheet_xml(&rows)]);
    all.push(("xl/sharedStrings.xml".to_owned(), strings));
    assert_eq!(read_error(&archive(&all)), ReadError::TooMuchText);
}

#[test]
fn a_huge_font_in_every_style_is_refused() {
    let font = format!(r#"<font><name val="{}"/></font>"#, "x".repeat(100_000));
    let styles = format!(
        "<styleSheet><fonts>{font}</fonts><cellXfs>{}</cellXfs></styleSheet>",
        r#"<xf fontId="0"/>"#.repeat(10_000)
    );
    assert_eq!(
        read_error(&workbook_with_part("xl/styles.xml", &styles)),
        ReadError::Suspicious
    );
    let styles = format!(
        "<styleSheet><borders>{}</borders></styleSheet>",
        "<border/>".repeat(20_001)
    );
    assert_eq!(
        read_error(&workbook_with_part("xl/styles.xml", &styles)),
        ReadError::Suspicious
    );
}

#[test]
fn cell_references_outside_of_a_sheet_are_refused() {
    for cells in [
        r#"<row r="3"><c r="XFE3"><v>1</v></c></row>"#,
        r#"<row r="3"><c r="BDWGN3"><v>1</v></c></row>"#,
        r#"<row r="3"><c r="AAAAAAAAAAAAAAAA3"><v>1</v></c></row>"#,
        r#"<row r="0"><c r="A0"><v>1</v></c></row>"#,
        r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#,
        r#"<row r="99999999999999"><c><v>1</v></c></row>"#,
        r#"<row r="3"><c r="A9"><v>1</v></c></row>"#,
        r#"<row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>1</v></c></row>"#,
        r#"<row r="2"/>"#,
        r#"<row r="9"/><row r="3"/>"#,
        r#"<c r="A3"><v>1</v></c><row r="0"/>"#,
    ] {
        assert_eq!(
            read_error(&workbook_with_rows(cells)),
            ReadError::Suspicious,
            "{cells}"
        );
    }
    for dimension in ["A1:A0", "B2:A1", "XFE1", ""] {
        let xml = format!(r#"<worksheet><dimension ref="{dimension}"/><sheetData/></worksheet>"#);
        assert_eq!(
            read_error(&workbook_with_part("xl/worksheets/sheet1.xml", &xml)),
            ReadError::Suspicious
        );
    }
}

#[test]
fn a_million_empty_formatted_rows_are_skipped() {
    let mut rows = String::new();
    for number in 3..=1_048_576 {
        rows.push_str(&format!(r#"<row r="{number}" s="1"/>"#));
    }
    assert_eq!(read(&workbook_with_rows(&rows)).rows.len(), 1);
}

#[test]
fn a_sheet_of_all_columns_is_read_up_to_the_column_limit() {
    let mut rows = String::from(r#"<row r="3">"#);
    for _ in 0..16_384 {
        rows.push_str("<c><v>1</v></c>");
    }
    rows.push_str("</row>");
    assert_eq!(read(&workbook_with_rows(&rows)).rows.len(), 2);
    let wider = rows.replace("</row>", "<c><v>1</v></c></row>");
    assert_eq!(
        read_error(&workbook_with_rows(&wider)),
        ReadError::Suspicious
    );
    // CSV itself does not limit the number of columns.
    let text = format!("{}\n{}", ",".repeat(1_000_000), ",".repeat(1_000_000));
    assert_eq!(read_error(text.as_bytes()), ReadError::ContentTooLarge);
}

#[test]
fn deeply_nested_elements_are_refused() {
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert_eq!(
        read_error(&workbook_with_part("xl/worksheets/sheet1.xml", &deep)),
        ReadError::Suspicious
    );
    let attributes: String = (0..50_000).map(|n| format!(r#" a{n}="""#)).collect();
    let xml = format!(
        "<worksheet><sheetData><row r=\"1\"><c{attributes}/></row></sheetData></worksheet>"
    );
    assert_eq!(
        read_error(&workbook_with_part("xl/worksheets/sheet1.xml", &xml)),
        ReadError::Suspicious
    );
}

#[test]
fn overlapping_merged_areas_are_refused() {
    let rows: String = (3..600).map(good_row).collect();
    let merges = r#"<mergeCell ref="A2:XFD1048576"/>"#.repeat(90_000);
    let xml = format!(
        "<worksheet><sheetData>{}{}{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>",
        title_row(),
        good_row(2)
    );
    let error = read_error(&workbook_with_part("xl/worksheets/sheet1.xml", &xml));
    assert_eq!(error, ReadError::Suspicious);
}

#[test]
fn entry_names_open_no_file_outside_of_the_archive() {
    for name in [
        "../../etc/passwd.xml",
        "/etc/cron.d/x.xml",
        "xl/../../x.xml",
    ] {
        assert_eq!(
            read(&workbook_with_part(name, "<a/>")).rows.len(),
            1,
            "{name}"
        );
    }
    // A sheet that would be read without validation.
    let relationships = r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="media/image1.png"/></Relationships>"#;
    assert_eq!(
        read_error(&workbook_with_part(
            "xl/_rels/workbook.xml.rels",
            relationships
        )),
        ReadError::Suspicious
    );
}

#[test]
fn duplicate_entry_names_are_refused() {
    let mut all = workbook_parts(&[&sheet_xml(&format!("{}{}", title_row(), good_row(2)))]);
    all.push(("XL/Worksheets/Sheet1.xml".to_owned(), sheet_xml("")));
    assert_eq!(read_error(&archive(&all)), ReadError::Suspicious);
    // The same with identical case, which no zip library writes.
    let mut all = workbook_parts(&[&sheet_xml(&title_row())]);
    all.push(("xl/same1.xml".to_owned(), "<a/>".to_owned()));
    all.push(("xl/same2.xml".to_owned(), "<a/>".to_owned()));
    assert_eq!(
        read_error(&replace(&archive(&all), b"same2", b"same1")),
        ReadError::Suspicious
    );
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for start in 0..=out.len() - from.len() {
        if out[start..].starts_with(from) {
            out[start..start + from.len()].copy_from_slice(to);
        }
    }
    out
}

#[test]
fn an_archive_of_too_many_entries_is_refused() {
    let mut all = workbook_parts(&[&sheet_xml(&title_row())]);
    all.extend((0..2_100).map(|n| (format!("xl/media/{n}.png"), String::new())));
    assert_eq!(read_error(&archive(&all)), ReadError::ContentTooLarge);
}

#[test]
fn external_links_images_and_other_sheets_are_skipped() {
    let good = sheet_xml(&format!("{}{}", title_row(), good_row(2)));
    let guide = sheet_xml(&row_xml(1, &["请先阅读"]));
    let mut sheets = vec![guide.as_str(); 39];
    sheets.push(&good);
    let mut all = workbook_parts(&sheets);
    let cache = r#"<sheetData sheetId="0"><row r="7"><cell r="A7"/></row></sheetData>"#;
    all.push((
        "xl/externalLinks/externalLink1.xml".to_owned(),
        format!(r#"<externalLink><externalBook r:id="rId1"><sheetDataSet>{cache}{cache}</sheetDataSet></externalBook></externalLink>"#),
    ));
    all.push((
        "xl/pivotTables/pivotTable1.xml".to_owned(),
        r#"<pivotTableDefinition><dimensions><dimension name="a"/></dimensions></pivotTableDefinition>"#.to_owned(),
    ));
    all.push(("xl/media/image1.png".to_owned(), "\u{89}PNG".to_owned()));
    let file = read(&archive(&all));
    assert_eq!(file.layout.sheet, "表40");
}

#[test]
fn formulas_are_never_evaluated() {
    let rows = r#"<row r="3"><c r="A3" t="str"><f>WEBSERVICE("http://example.com")</f><v>甲</v></c><c r="B3"><f>'[1]Sheet1'!A1</f></c></row>"#;
    let file = read(&workbook_with_rows(rows));
    assert_eq!(file.rows[1].cells[..2], ["甲", ""]);
}

#[test]
fn too_many_rows_are_refused_with_their_number() {
    let rows: String = (2..=10_001).map(good_row).collect();
    let full = archive(&workbook_parts(&[&sheet_xml(&format!(
        "{}{rows}",
        title_row()
    ))]));
    assert_eq!(read(&full).rows.len(), 10_000);
    let rows: String = (2..=12_346).map(good_row).collect();
    let over = archive(&workbook_parts(&[&sheet_xml(&format!(
        "{}{rows}",
        title_row()
    ))]));
    assert_eq!(
        read_error(&over).to_string(),
        "表格有 12345 行数据，一次最多导入 10000 行。请分成几个文件导入。"
    );
}

#[test]
fn a_cell_that_is_too_long_is_named() {
    let quote = format!(
        "账号名称,开设主体,账号类型,是否代表政府,链接\n甲,\"乙,{}",
        "丙,丁\n".repeat(20_000)
    );
    assert_eq!(
        read_error(quote.as_bytes()).to_string(),
        "第 2 行第 B 列的文字超过 32767 个字符。如果是 .csv 文件，请检查前面的引号是否成对；否则请缩短后再导入。"
    );
}
