//! How much memory the worst files take that are still read, or refused late. Each is read in a
//! process of its own, whose height the system remembers.

use std::process::Command;

use nmrs_domain::import::MAX_IMPORT_BYTES;
use nmrs_xlsx::read_import;

use super::biff;
use super::package::{archive, good_row, parts, sheet, title_row};

/// What a file may take, with its own bytes, in kB.
const MAX_MEMORY: u64 = 150 * 1024;
/// Names the file to the process that reads it.
const FILE: &str = "NMRS_MEMORY_FILE";

/// Reads the named file, in a process that does nothing else.
#[test]
fn reads_what_it_is_told() {
    let Ok(file) = std::env::var(FILE) else {
        return;
    };
    let before = status("VmRSS:");
    let bytes = std::fs::read(file).unwrap();
    let outcome = read_import("a.xlsx", &bytes);
    let grown = status("VmHWM:").saturating_sub(before);
    let outcome = match &outcome {
        Ok(file) => format!("{} rows", file.rows.len()),
        Err(refusal) => format!("{refusal:?}"),
    };
    println!("\ngrown={grown} outcome={outcome}");
}

/// Reads in another process; the memory that this took, in kB, and what came out.
fn measure(name: &str, bytes: &[u8]) -> (u64, String) {
    assert!(bytes.len() <= MAX_IMPORT_BYTES, "{name}: {}", bytes.len());
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "read::memory::reads_what_it_is_told",
            "--nocapture",
        ])
        .env(FILE, &path)
        .output()
        .unwrap();
    std::fs::remove_file(path).unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix("grown="));
    let (grown, outcome) = line.unwrap().split_once(" outcome=").unwrap();
    (grown.parse().unwrap(), outcome.to_owned())
}

#[track_caller]
fn must_fit(name: &str, bytes: &[u8], expected: &str) {
    let (grown, outcome) = measure(name, bytes);
    eprintln!(
        "{name}: {} MB for {} kB: {outcome}",
        grown / 1024,
        bytes.len() / 1024
    );
    assert_eq!(outcome, expected, "{name}");
    assert!(grown < MAX_MEMORY, "{name}: {grown} kB");
}

/// A text that does not pack into nothing.
fn text(number: usize, length: usize) -> String {
    format!("{number:08x}").repeat(length / 8 + 1)[..length].to_owned()
}

#[test]
fn as_many_shared_strings_as_are_read() {
    let strings: String = (0..399_990)
        .map(|n| format!("<si><t>{}</t></si>", text(n, 55)))
        .collect();
    let titles = ["账号名称", "开设主体", "账号类型", "是否代表政府", "链接"]
        .map(|title| format!("<si><t>{title}</t></si>"))
        .concat();
    let mut rows = String::from(r#"<row r="1">"#);
    for at in 0..5 {
        rows.push_str(&format!(r#"<c t="s"><v>{at}</v></c>"#));
    }
    rows.push_str("</row>");
    for row in 0..10_000 {
        let cells: String = (0..5)
            .map(|at| format!(r#"<c t="s"><v>{}</v></c>"#, row * 30 + at + 5))
            .collect();
        rows.push_str(&format!("<row>{cells}</row>"));
    }
    let mut all = parts(&[&sheet(&rows)]);
    let strings = format!(r#"<sst uniqueCount="800000">{titles}{strings}</sst>"#);
    all.push(("xl/sharedStrings.xml".to_owned(), strings));
    must_fit("strings", &archive(&all), "10000 rows");
}

#[test]
fn as_many_columns_and_as_much_text_as_are_read() {
    let mut rows = String::from(r#"<row r="1">"#);
    let titles = ["账号名称", "开设主体", "账号类型", "是否代表政府", "链接"];
    for at in 0..256 {
        let title = titles
            .get(at)
            .map_or(format!("其他{at}"), |t| (*t).to_owned());
        rows.push_str(&format!(r#"<c t="inlineStr"><is><t>{title}</t></is></c>"#));
    }
    rows.push_str("</row>");
    for row in 0..10_000 {
        let cells: String = (0..45)
            .map(|at| format!(r#"<c t="str"><v>{}</v></c>"#, text(row * 45 + at, 50)))
            .collect();
        rows.push_str(&format!("<row>{cells}</row>"));
    }
    must_fit("columns", &archive(&parts(&[&sheet(&rows)])), "10000 rows");
}

#[test]
fn as_many_styles_as_are_read() {
    let long: String = (0..20_000)
        .map(|n| format!(r#"<font><name val="{}"/></font>"#, text(n, 1_000)))
        .collect();
    let formats: String = (0..20_000)
        .map(|n| {
            format!(
                r#"<numFmt numFmtId="{n}" formatCode="{}"/>"#,
                text(n, 1_000)
            )
        })
        .collect();
    let xfs: String = (0..20_000)
        .map(|n| format!(r#"<xf numFmtId="{n}" fontId="{n}" fillId="0" borderId="0"/>"#))
        .collect();
    let styles = format!(
        "<styleSheet><numFmts>{formats}</numFmts><fonts>{long}</fonts><fills><fill/></fills><borders><border/></borders><cellXfs>{xfs}</cellXfs></styleSheet>"
    );
    let rows = format!("{}{}", title_row(), good_row(2));
    let mut all = parts(&[&sheet(&rows)]);
    all.push(("xl/styles.xml".to_owned(), styles));
    must_fit("styles", &archive(&all), "1 rows");
}

#[test]
fn as_many_links_merged_cells_and_hidden_rows_as_are_read() {
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
    let relations: String = (1..34_000)
        .map(|n| {
            format!(
                r#"<Relationship Id="rId{n}" Type="x/hyperlink" Target="https://{}"/>"#,
                text(n, 600)
            )
        })
        .collect();
    let xml = format!(
        "<worksheet><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells><hyperlinks>{links}</hyperlinks></worksheet>"
    );
    let mut all = parts(&[&xml]);
    all.push((
        "xl/worksheets/_rels/sheet1.xml.rels".to_owned(),
        format!("<Relationships>{relations}</Relationships>"),
    ));
    must_fit("links", &archive(&all), "1 rows");
}

#[test]
fn as_much_text_as_fits_into_a_file() {
    let head = "账号名称,开设主体,账号类型,是否代表政府,链接\n";
    // Two bytes a character in the file, three once it is read.
    let line = "甲,乙局,新浪微博,否,https://weibo.com/u/1,";
    let fill = "长".repeat((MAX_IMPORT_BYTES - 2_000_000) / 2 / 9_000);
    let text = format!("{head}{}", format!("{line}{fill}\n").repeat(9_000));
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    must_fit("gb18030", &bytes, "9000 rows");
    // A record of as many fields as its lines allow.
    let fields = "\"\n\",".repeat((MAX_IMPORT_BYTES - 1_000) / 4);
    must_fit(
        "fields",
        format!("{head}{fields}").as_bytes(),
        "NoRows { sheet: \"a\", row: 1 }",
    );
}

#[test]
fn an_old_workbook_as_full_as_can_be() {
    let (good, mut cells) = biff::good();
    let texts: Vec<String> = (0..60_000).map(|n| text(n, 40)).collect();
    let mut strings = good;
    strings.extend(texts.iter().map(String::as_str));
    for row in 2..10_000_u16 {
        for column in 0..20 {
            cells.extend(biff::text(row, column, 10 + u32::from(row) * 5));
        }
    }
    let bytes = biff::workbook(&biff::shared(&strings, 8_000), &cells);
    must_fit("xls", &bytes, "9999 rows");
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
