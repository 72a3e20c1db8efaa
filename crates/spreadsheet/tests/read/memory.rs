//! How much memory the worst files take that are still read, or refused late. Each is read in a
//! process of its own, whose height the system remembers.

use std::process::Command;

use nmrs_domain::import::MAX_IMPORT_BYTES;
use nmrs_spreadsheet::read_import;

use super::support::xls as biff;
use super::support::xlsx::{archive, good_row, parts, sheet, title_row};

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

/// As many shared strings as are read, the first of which are the required titles.
fn strings() -> String {
    let titles = ["账号名称", "开设主体", "账号类型", "是否代表政府", "链接"]
        .map(|title| format!("<si><t>{title}</t></si>"))
        .concat();
    let strings: String = (0..399_990)
        .map(|n| format!("<si><t>{}</t></si>", text(n, 35)))
        .collect();
    format!(r#"<sst uniqueCount="800000">{titles}{strings}</sst>"#)
}

/// As many rows and columns as are kept, with as much text.
fn rows() -> String {
    let mut rows = String::from(r#"<row r="1">"#);
    for at in 0..256 {
        rows.push_str(&if at < 5 {
            format!(r#"<c t="s"><v>{at}</v></c>"#)
        } else {
            format!(r#"<c t="inlineStr"><is><t>其他{at}</t></is></c>"#)
        });
    }
    rows.push_str("</row>");
    for row in 0..10_000 {
        let cells: String = (0..45)
            .map(|at| format!(r#"<c t="str"><v>{}</v></c>"#, text(row * 45 + at, 30)))
            .collect();
        rows.push_str(&format!("<row>{cells}</row>"));
    }
    rows
}

#[test]
fn all_that_is_kept_of_a_workbook_at_once() {
    let mut all = parts(&[&sheet(&rows())]);
    all.push(("xl/sharedStrings.xml".to_owned(), strings()));
    all.push(("xl/styles.xml".to_owned(), styles()));
    must_fit("workbook", &archive(&all), "10000 rows");
}

/// As many styles as are read.
fn styles() -> String {
    let long: String = (0..20_000)
        .map(|n| format!(r#"<font><name val="{}"/></font>"#, text(n, 500)))
        .collect();
    let formats: String = (0..20_000)
        .map(|n| format!(r#"<numFmt numFmtId="{n}" formatCode="{}"/>"#, text(n, 500)))
        .collect();
    let xfs: String = (0..20_000)
        .map(|n| format!(r#"<xf numFmtId="{n}" fontId="{n}" fillId="0" borderId="0"/>"#))
        .collect();
    format!(
        "<styleSheet><numFmts>{formats}</numFmts><fonts>{long}</fonts><fills><fill/></fills><borders><border/></borders><cellXfs>{xfs}</cellXfs></styleSheet>"
    )
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
                text(n, 400)
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
fn many_links_with_one_long_address() {
    let links: String = (1..60_000)
        .map(|n| format!(r#"<hyperlink ref="I{n}" r:id="rId1"/>"#))
        .collect();
    let (rows, address) = (title_row() + &good_row(2), text(1, 8_000));
    let xml = format!(
        "<worksheet><sheetData>{rows}</sheetData><hyperlinks>{links}</hyperlinks></worksheet>"
    );
    let mut all = parts(&[&xml]);
    all.push((
        "xl/worksheets/_rels/sheet1.xml.rels".to_owned(),
        format!(r#"<Relationships><Relationship Id="rId1" Type="x/hyperlink" Target="https://{address}"/></Relationships>"#),
    ));
    must_fit("one-link", &archive(&all), "1 rows");
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
        "NoRows { sheet: \"a\", row: 2 }",
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

#[test]
fn an_old_workbook_of_as_many_numbers_as_are_read() {
    let titles = ["账号名称", "开设主体", "账号类型", "是否代表政府", "链接"];
    let others: Vec<String> = (0..95).map(|n| format!("其他{n}")).collect();
    let strings: Vec<&str> = titles
        .into_iter()
        .chain(others.iter().map(String::as_str))
        .collect();
    let mut cells = Vec::new();
    for column in 0..100 {
        cells.extend(biff::text(0, column, column.into()));
    }
    // From below, so that they have to be put in order.
    for row in (1..=9_990_u16).rev() {
        let mut data = [row, 0].map(u16::to_le_bytes).concat();
        for column in 0..100 {
            data.extend([0, 0]);
            data.extend((((i32::from(row) * 100 + column) << 2) | 2).to_le_bytes());
        }
        data.extend(99_u16.to_le_bytes());
        cells.extend(biff::record(0x00BD, &data));
    }
    let bytes = biff::workbook(&biff::shared(&strings, 8_000), &cells);
    must_fit("numbers", &bytes, "9990 rows");
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
