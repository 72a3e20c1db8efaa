//! The table of results.

use std::{fmt::Write as _, time::Duration};

use super::{
    document::{grouped, word},
    requests::{BARE, CONTAINS, WORK_LIST},
    wrk::Figures,
};

/// The targets of the work list at a million accounts.
const REQUESTS_PER_SECOND: f64 = 2_000.0;
const P99: f64 = 60.0;
/// A search of a name or a link, one after the other.
const CONTAINS_P99: f64 = 50.0;
/// The median at a million accounts against the one at ten thousand.
const RATIO: f64 = 1.5;
const SMALL: u64 = 10_000;
const LARGE: u64 = 1_000_000;

/// One measured request.
pub(super) struct Row {
    pub(super) what: &'static str,
    pub(super) target: bool,
    pub(super) connections: u32,
    pub(super) figures: Figures,
    pub(super) load_before: String,
}

/// All results of a run.
pub(super) struct Report {
    machine: Vec<String>,
    connections: u32,
    seconds: u64,
    servers: Vec<(u64, Duration, u64)>,
    rows: Vec<(u64, Row)>,
}

impl Report {
    pub(super) fn new(machine: Vec<String>, connections: u32, seconds: u64) -> Self {
        Self {
            machine,
            connections,
            seconds,
            servers: Vec::new(),
            rows: Vec::new(),
        }
    }

    pub(super) fn server(&mut self, size: u64, started_in: Duration, resident_kib: u64) {
        self.servers.push((size, started_in, resident_kib));
    }

    pub(super) fn row(&mut self, size: u64, row: Row) {
        let Figures {
            requests_per_second,
            p50,
            p99,
        } = row.figures;
        eprintln!("  {requests_per_second:.0} requests/s, p50 {p50:.1} ms, p99 {p99:.1} ms");
        self.rows.push((size, row));
    }

    fn figures(&self, size: u64, what: &str) -> Option<Figures> {
        self.rows
            .iter()
            .find(|(at, row)| *at == size && row.what == what)
            .map(|(_, row)| row.figures)
    }

    /// The results as they are printed and recorded.
    pub(super) fn markdown(&self) -> String {
        let mut text = String::new();
        for line in &self.machine {
            let _ = writeln!(text, "- {line}");
        }
        let _ = writeln!(
            text,
            "- {} connections or one, {} s a row after a warm-up; wrk with one thread\n",
            self.connections, self.seconds
        );
        text += "| accounts | request | connections | requests/s | p50 | p99 | of the bare handler | load before |\n";
        text += "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
        for (size, row) in &self.rows {
            let Figures {
                requests_per_second,
                p50,
                p99,
            } = row.figures;
            let bare = self.figures(*size, BARE).map_or(0.0, |bare| {
                100.0 * requests_per_second / bare.requests_per_second
            });
            let bold = if row.target { "**" } else { "" };
            let _ = writeln!(
                text,
                "| {} | {bold}{}{bold} | {} | {bold}{requests_per_second:.0}{bold} | {p50:.1} ms | \
                 {p99:.1} ms | {bare:.0} % | {} |",
                grouped(*size),
                row.what,
                row.connections,
                row.load_before
            );
        }
        text += "\n| accounts | server takes requests after | resident, idle |\n| ---: | ---: | ---: |\n";
        for (size, started_in, kib) in &self.servers {
            let _ = writeln!(
                text,
                "| {} | {} ms | {}.{} MB |",
                grouped(*size),
                started_in.as_millis(),
                kib / 1024,
                kib % 1024 * 10 / 1024
            );
        }
        text + "\n" + &self.verdict()
    }

    fn verdict(&self) -> String {
        let mut text = String::new();
        let large = self.figures(LARGE, WORK_LIST);
        if let Some(large) = large {
            let met = large.requests_per_second >= REQUESTS_PER_SECOND && large.p99 <= P99;
            let _ = writeln!(
                text,
                "- Target at {} accounts, ≥ {REQUESTS_PER_SECOND} requests/s and p99 ≤ {P99} ms: \
                 {:.0} requests/s, {:.1} ms: {}.",
                grouped(LARGE),
                large.requests_per_second,
                large.p99,
                word(met)
            );
        }
        if let (Some(large), Some(small)) = (large, self.figures(SMALL, WORK_LIST)) {
            let ratio = large.p50 / small.p50;
            let _ = writeln!(
                text,
                "- Target for the median against {} accounts, ≤ {RATIO} ×: {ratio:.2} ×: {}.",
                grouped(SMALL),
                word(ratio <= RATIO)
            );
        }
        let slowest = self
            .rows
            .iter()
            .filter(|(size, row)| *size == LARGE && row.what.starts_with(CONTAINS))
            .max_by(|(_, a), (_, b)| a.figures.p99.total_cmp(&b.figures.p99));
        if let Some((_, row)) = slowest {
            let _ = writeln!(
                text,
                "- Target for a search at {} accounts, ≤ {CONTAINS_P99} ms: the slowest, “{}”, has a \
                 median of {:.1} ms and a p99 of {:.1} ms: {}.",
                grouped(LARGE),
                row.what,
                row.figures.p50,
                row.figures.p99,
                word(row.figures.p99 <= CONTAINS_P99)
            );
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_names_the_figures() {
        let mut report = Report::new(Vec::new(), 64, 10);
        for (size, p50) in [(SMALL, 10.0), (LARGE, 16.0)] {
            let figures = Figures {
                requests_per_second: 2_500.0,
                p50,
                p99: 50.0,
            };
            let row = Row {
                what: WORK_LIST,
                target: true,
                connections: 64,
                figures,
                load_before: "0.1".into(),
            };
            report.row(size, row);
        }
        let text = report.markdown();
        assert!(text.contains("2500 requests/s, 50.0 ms: met"), "{text}");
        assert!(text.contains("1.60 ×: missed"), "{text}");
        assert!(text.contains("| 1,000,000 |"), "{text}");
    }
}
