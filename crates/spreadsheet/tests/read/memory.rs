//! Memory use of the most demanding files below the limits. Each file is read in a separate process,
//! whose peak memory the system reports.

use std::process::Command;

use nmrs_domain::import::MAX_IMPORT_BYTES;
use nmrs_spreadsheet::read_import;

use super::support::xls::{
    good_strings_and_cells, record, shared_string_records, string_cell, workbook,
};
use super::support::xlsx::{archive, good_row, sheet_xml, title_row, workbook_parts};

/// Including the bytes of the file.
const MAX_MEMORY_KB: u64 = 150 * 1024;
/// Environment variable with the path of the file to read.
const FILE_VARIABLE: &str = "NMRS_MEMORY_FILE";

/// Runs in the separate process; does nothing in the test run itself.
#[test]
fn reads_the_file_named_in_the_environment() {
    let Ok(file) = std::env::var(FILE_VARIABLE) else {
        return;
    };
    let before = status("VmRSS:");
    let bytes = std::fs::read(file).unwrap();
    let outcome = read_import("a.xlsx", &bytes);
    let grown = status("VmHWM:").saturating_sub(before);
    let outcome = match &outcome {
        Ok(file) => format!("{} rows", file.rows.len()),
        Err(error) => format!("{error:?}"),
    };
    println!("\ngrown={grown} outcome={outcome}");
}

/// Reads a file in a separate process. Returns the memory it took in kB, and the outcome.
fn measure(name: &str, bytes: &[u8]) -> (u64, String) {
    assert!(bytes.len() <= MAX_IMPORT_BYTES, "{name}: {}", bytes.len());
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "read::memory::reads_the_file_named_in_the_environment",
            "--nocapture",
        ])
        .env(FILE_VARIABLE, &path)
        .output()
        .unwrap();
    std::fs::remove_file(path).unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let line = output.lines().find_map(|line| line.strip_prefix("grown="));
    let (grown, outcome) = line.unwrap().split_once(" outcome=").unwrap();
    (grown.parse().unwrap(), outcome.to_owned())
}

#[track_caller]
fn assert_fits(name: &str, bytes: &[u8], expected: &str) {
    let (grown, outcome) = measure(name, bytes);
    eprintln!(
        "{name}: {} MB for {} kB: {outcome}",
        grown / 1024,
        bytes.len() / 1024
    );
    assert_eq!(outcome, expected, "{name}");
    assert!(grown < MAX_MEMORY_KB, "{name}: {grown} kB");
}

/// Returns a text that does not compress to almost nothing.
fn text(number: usize, length: usize) -> String {
    format!("{number:08x}").repeat(length / 8 + 1)[..length].to_owned()
}

/// Returns shared strings up to the limit; the first ones are the required titles.
fn shared_strings_xml() -> String {
    let titles = ["账号名称", "开设主体", "账号类型", "是否代表政府", "链接"]
        .map(|title| format!("<si><t>{title}</t></si>"))
        .concat();
    let strings: String = (0..399_990)
        .map(|n| format!("<si><t>{}</t></si>", text(n, 35)))
        .collect();
    format!(r#"<sst uniqueCount="800000">{titles}{strings}</sst>"#)
}

/// Returns rows and columns up to the limits, with text near its limit.
fn rows_xml() -> String {
    let mut rows = String::from(r#"<row r="1">"#);
    for column in 0..256 {
        rows.push_str(&if column < 5 {
            format!(r#"<c t="s"><v>{column}</v></c>"#)
        } else {
            format!(r#"<c t="inlineStr"><is><t>其他{column}</t></is></c>"#)
        });
    }
    rows.push_str("</row>");
    for row in 0..10_000 {
        let cells: String = (0..45)
            .map(|column| format!(r#"<c t="str"><v>{}</v></c>"#, text(row * 45 + column, 30)))
            .collect();
        rows.push_str(&format!("<row>{cells}</row>"));
    }
    rows
}

#[test]
fn a_workbook_at_all_limits_at_once_fits() {
    let mut all = workbook_parts(&[&sheet_xml(&rows_xml())]);
    all.push(("xl/sharedStrings.xml".to_owned(), shared_strings_xml()));
    all.push(("xl/styles.xml".to_owned(), styles_xml()));
    assert_fits("workbook", &archive(&all), "10000 rows");
}

/// Returns styles up to the limits.
fn styles_xml() -> String {
    let fonts: String = (0..20_000)
        .map(|n| format!(r#"<font><name val="{}"/></font>"#, text(n, 500)))
        .collect();
    let formats: String = (0..20_000)
        .map(|n| format!(r#"<numFmt numFmtId="{n}" formatCode="{}"/>"#, text(n, 500)))
        .collect();
    let xfs: String = (0..20_000)
        .map(|n| format!(r#"<xf numFmtId="{n}" fontId="{n}" fillId="0" borderId="0"/>"#))
        .collect();
    format!(
        "<styleSheet><numFmts>{formats}</numFmts><fonts>{fonts}</fonts><fills><fill/></fills><borders><border/></borders><cellXfs>{xfs}</cellXfs></styleSheet>"
    )
}

#[test]
fn links_merged_areas_and_hidden_rows_at_their_limits_fit() {
    let mut rows = format!("{}{}", title_row(), good_row(2));
    for row in 0..199_000 {
        rows.push_str(&format!(r#"<row r="{}" hidden="1"/>"#, 4 + 2 * row));
    }
    let merged: String = (1..30_000)
        .map(|n| format!(r#"<mergeCell ref="G{n}:H{n}"/>"#))
        .collect();
    let links: String = (1..34_000)
        .map(|n| format!(r#"<hyperlink ref="I{n}" r:id="rId{n}"/>"#))
        .collect();
    let relationships: String = (1..34_000)
        .map(|n| {
            format!(
                r#"<Relationship Id="rId{n}" Type="x/hyperlink" Target="https://{}"/>"#,
                text(n, 400)
            )
        })
        .collect();
    let xml = format!(
        "<worksheet><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells><hyperlinks>{links}</hyperlinks></worksheet>"
    );
    let mut all = workbook_parts(&[&xml]);
    all.push((
        "xl/worksheets/_rels/sheet1.xml.rels".to_owned(),
        format!("<Relationships>{relationships}</Relationships>"),
    ));
    assert_fits("links", &archive(&all), "1 rows");
}

#[test]
fn many_links_to_one_long_address_fit() {
    let links: String = (1..60_000)
        .map(|n| format!(r#"<hyperlink ref="I{n}" r:id="rId1"/>"#))
        .collect();
    let (rows, address) = (title_row() + &good_row(2), text(1, 8_000));
    let xml = format!(
        "<worksheet><sheetData>{rows}</sheetData><hyperlinks>{links}</hyperlinks></worksheet>"
    );
    let mut all = workbook_parts(&[&xml]);
    all.push((
        "xl/worksheets/_rels/sheet1.xml.rels".to_owned(),
        format!(r#"<Relationships><Relationship Id="rId1" Type="x/hyperlink" Target="https://{address}"/></Relationships>"#),
    ));
    assert_fits("one-link", &archive(&all), "1 rows");
}

#[test]
fn csv_files_of_the_maximum_size_fit() {
    let header = "账号名称,开设主体,账号类型,是否代表政府,链接\n";
    // Two bytes a character in the file, three once it is read.
    let line = "甲,乙局,新浪微博,否,https://weibo.com/u/1,";
    let fill = "长".repeat((MAX_IMPORT_BYTES - 2_000_000) / 2 / 9_000);
    let text = format!("{header}{}", format!("{line}{fill}\n").repeat(9_000));
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    assert_fits("gb18030", &bytes, "9000 rows");
    // One record with the maximum number of fields.
    let fields = "\"\n\",".repeat((MAX_IMPORT_BYTES - 1_000) / 4);
    assert_fits(
        "fields",
        format!("{header}{fields}").as_bytes(),
        "NoRows { sheet: \"a\", row: 2 }",
    );
}

#[test]
fn an_xls_workbook_of_many_strings_fits() {
    let (good, mut cells) = good_strings_and_cells();
    let texts: Vec<String> = (0..60_000).map(|n| text(n, 40)).collect();
    let mut strings = good;
    strings.extend(texts.iter().map(String::as_str));
    for row in 2..10_000_u16 {
        for column in 0..20 {
            cells.extend(string_cell(row, column, 10 + u32::from(row) * 5));
        }
    }
    let bytes = workbook(&shared_string_records(&strings, 8_000), &cells);
    assert_fits("xls", &bytes, "9999 rows");
}

#[test]
fn an_xls_workbook_of_many_numbers_fits() {
    let titles = ["账号名称", "开设主体", "账号类型", "是否代表政府", "链接"];
    let others: Vec<String> = (0..95).map(|n| format!("其他{n}")).collect();
    let strings: Vec<&str> = titles
        .into_iter()
        .chain(others.iter().map(String::as_str))
        .collect();
    let mut cells = Vec::new();
    for column in 0..100 {
        cells.extend(string_cell(0, column, column.into()));
    }
    // In reverse order, so that the cells must be sorted.
    for row in (1..=9_990_u16).rev() {
        let mut data = [row, 0].map(u16::to_le_bytes).concat();
        for column in 0..100 {
            data.extend([0, 0]);
            data.extend((((i32::from(row) * 100 + column) << 2) | 2).to_le_bytes());
        }
        data.extend(99_u16.to_le_bytes());
        cells.extend(record(0x00BD, &data));
    }
    let bytes = workbook(&shared_string_records(&strings, 8_000), &cells);
    assert_fits("numbers", &bytes, "9990 rows");
}

fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap()
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap()
}
