//! What must be true of everything that comes out.

use nmrs_domain::import::{ImportColumn, MAX_IMPORT_ROWS};
use nmrs_spreadsheet::{ImportFile, Unreadable};

/// Checks an outcome and gives a name that is the same for like ones.
pub(crate) fn outcome(outcome: &Result<ImportFile, Unreadable>) -> Result<String, String> {
    match outcome {
        Ok(file) => read(file),
        Err(refusal) => {
            let told = refusal.to_string();
            if !told.contains('。') || told.chars().count() > 400 {
                return Err(format!("a refusal that is no message: {told:?}"));
            }
            let name = format!("{refusal:?}");
            Ok(name.split(['{', ' ']).next().unwrap_or_default().to_owned())
        }
    }
}

fn read(file: &ImportFile) -> Result<String, String> {
    let ImportFile {
        layout,
        rows,
        notices,
    } = file;
    let holds = |holds: bool, what: &str| holds.then_some(()).ok_or_else(|| what.to_owned());
    holds(
        !rows.is_empty() && rows.len() <= MAX_IMPORT_ROWS,
        "number of rows",
    )?;
    let mut last = layout.header_row;
    for row in rows {
        holds(row.row > last, "rows in order below the titles")?;
        last = row.row;
        holds(row.cells.len() == layout.columns.len(), "one cell a column")?;
        for cell in &row.cells {
            holds(cell.chars().count() <= 40_000, "length of a cell")?;
            holds(
                !cell.starts_with(char::is_whitespace),
                "blanks before a cell",
            )?;
        }
    }
    for column in ImportColumn::ALL {
        let times = layout.columns.iter().filter(|c| c.column == Some(column));
        holds(times.count() == 1, "each column of the template once")?;
    }
    for pair in layout.columns.windows(2) {
        holds(pair[0].at < pair[1].at, "columns from left to right")?;
    }
    for notice in notices {
        holds(
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

/// How much memory the process had at a time, in kB.
pub(crate) struct Memory(u64);

impl Memory {
    pub(crate) fn now() -> Self {
        Self(status("VmRSS:"))
    }

    /// By how much it was more since, at its height.
    pub(crate) fn grown(&self) -> u64 {
        status("VmHWM:").saturating_sub(self.0)
    }
}

/// A line of the process's status; 0 where the system has none.
fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or_default()
}
