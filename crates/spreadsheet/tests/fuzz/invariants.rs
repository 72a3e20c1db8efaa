//! Invariants of every outcome.

use nmrs_domain::import::{ImportColumn, MAX_IMPORT_ROWS};
use nmrs_spreadsheet::{ImportFile, ReadError};

/// Checks an outcome and returns a name that is the same for similar ones.
pub(crate) fn check(outcome: &Result<ImportFile, ReadError>) -> Result<String, String> {
    match outcome {
        Ok(file) => check_file(file),
        Err(error) => {
            let message = error.to_string();
            if !message.contains('。') || message.chars().count() > 400 {
                return Err(format!("an error without a message: {message:?}"));
            }
            let name = format!("{error:?}");
            Ok(name.split(['{', ' ']).next().unwrap_or_default().to_owned())
        }
    }
}

fn check_file(file: &ImportFile) -> Result<String, String> {
    let ImportFile {
        layout,
        rows,
        notices,
    } = file;
    let ensure = |holds: bool, name: &str| holds.then_some(()).ok_or_else(|| name.to_owned());
    ensure(
        !rows.is_empty() && rows.len() <= MAX_IMPORT_ROWS,
        "number of rows",
    )?;
    let mut last = layout.header_row;
    for row in rows {
        ensure(row.number > last, "rows in order below the titles")?;
        last = row.number;
        ensure(row.cells.len() == layout.columns.len(), "one cell a column")?;
        for cell in &row.cells {
            ensure(cell.chars().count() <= 40_000, "length of a cell")?;
            ensure(
                !cell.starts_with(char::is_whitespace),
                "blanks before a cell",
            )?;
        }
    }
    for column in ImportColumn::ALL {
        let times = layout.columns.iter().filter(|c| c.column == Some(column));
        ensure(times.count() == 1, "each column of the template once")?;
    }
    for pair in layout.columns.windows(2) {
        ensure(pair[0].index < pair[1].index, "columns from left to right")?;
    }
    for notice in notices {
        ensure(
            notice.ends_with('。') && notice.len() < 4_000,
            "notices are sentences",
        )?;
    }
    let kinds: Vec<_> = notices
        .iter()
        .map(|notice| notice.chars().rev().take(6).collect::<String>())
        .collect();
    let size = rows.len().ilog2();
    Ok(format!("{size} {} {kinds:?}", layout.columns.len()))
}

/// Measures the growth of the process in kB.
pub(crate) struct PeakMemory(u64);

impl PeakMemory {
    pub(crate) fn start() -> Self {
        Self(status("VmRSS:"))
    }

    /// Returns the peak memory above that at the start.
    pub(crate) fn grown(&self) -> u64 {
        status("VmHWM:").saturating_sub(self.0)
    }
}

/// Returns a value of `/proc/self/status`, or 0 on other systems.
fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or_default()
}
