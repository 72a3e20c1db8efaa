//! Spreadsheets as units fill them in, for tests.

use std::path::{Path, PathBuf};

use nmrs_domain::actor::Branch;
use nmrs_domain::import::ImportColumn;

/// The cells of a good row; `n` makes its account another one than that of the other rows.
pub fn good_row(n: u32) -> Vec<(ImportColumn, String)> {
    let url = format!("https://weibo.com/u/{}", 5_000_000_000_u64 + u64::from(n));
    vec![
        (ImportColumn::Name, format!("上庄发布{n:02}")),
        (ImportColumn::Owner, "办公室".into()),
        (ImportColumn::Kind, "新浪微博".into()),
        (ImportColumn::RepresentsGovernment, "否".into()),
        (ImportColumn::Publish, "是".into()),
        (ImportColumn::Service, "否".into()),
        (ImportColumn::Interact, "是".into()),
        (ImportColumn::Url, url),
    ]
}

/// A good row with other cells in some places.
pub fn row_with(n: u32, other: &[(ImportColumn, &str)]) -> Vec<(ImportColumn, String)> {
    let mut row = good_row(n);
    for &(column, text) in other {
        row.retain(|(of, _)| *of != column);
        row.push((column, text.into()));
    }
    row
}

/// Writes rows below the titles of the template, as comma-separated values. The first row of
/// accounts is row 2 of the sheet.
pub fn write_csv(folder: &Path, name: &str, rows: &[Vec<(ImportColumn, String)>]) -> PathBuf {
    let titles = ImportColumn::ALL.map(|column| column.title(Branch::Local).to_owned());
    let mut lines = vec![titles.join(",")];
    for row in rows {
        let cells = ImportColumn::ALL.map(|column| {
            let cell = row.iter().find(|(of, _)| *of == column);
            let text = cell.map_or("", |(_, text)| text.as_str());
            format!("\"{}\"", text.replace('"', "\"\""))
        });
        lines.push(cells.join(","));
    }
    let file = folder.join(name);
    // With the mark by which spreadsheet programs know UTF-8.
    std::fs::write(&file, format!("\u{feff}{}\r\n", lines.join("\r\n"))).expect("a file");
    file
}
