//! Progress of a running step, and the table of all steps at the end.

use std::{
    fmt::Write as _,
    io::IsTerminal as _,
    time::{Duration, Instant},
};

const CLEAR_LINE: &str = "\r\u{1b}[2K";

/// Announces a step.
pub(crate) fn begin(what: &str) {
    eprintln!("▶ {what}");
}

/// Formats a duration: `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn human(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 10 {
        format!("{:.1} s", duration.as_secs_f64())
    } else if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// Prints the time that a running step has taken.
pub(crate) struct Progress {
    what: String,
    started: Instant,
    shown: Instant,
    every: Duration,
    /// True if the line is rewritten in place, on a terminal.
    rewrite: bool,
}

impl Progress {
    /// For a step that prints nothing by itself.
    pub(crate) fn silent(what: &str) -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self::begin(what, if terminal { 1 } else { 15 }, terminal)
    }

    /// For a step whose output is passed straight through.
    pub(crate) fn streaming(what: &str) -> Self {
        Self::begin(what, 60, false)
    }

    fn begin(what: &str, seconds: u64, rewrite: bool) -> Self {
        begin(what);
        Self {
            what: what.to_owned(),
            started: Instant::now(),
            shown: Instant::now(),
            every: Duration::from_secs(seconds),
            rewrite,
        }
    }

    /// Prints the time, if the last print was long enough ago.
    pub(crate) fn tick(&mut self) {
        if self.shown.elapsed() < self.every {
            return;
        }
        self.shown = Instant::now();
        let (what, elapsed) = (&self.what, human(self.started.elapsed()));
        if self.rewrite {
            eprint!("{CLEAR_LINE}… {what}: {elapsed}");
        } else {
            eprintln!("… {what}: {elapsed}");
        }
    }

    /// Prints the total of a successful step that took 3 seconds or more.
    pub(crate) fn end(self, success: bool) {
        if self.rewrite {
            eprint!("{CLEAR_LINE}");
        }
        let took = self.started.elapsed();
        if success && took >= Duration::from_secs(3) {
            eprintln!("✔ {}: {}", self.what, human(took));
        }
    }
}

/// The time of each step of a run.
pub(crate) struct Table {
    started: Instant,
    rows: Vec<(String, Duration, bool)>,
}

impl Table {
    pub(crate) fn new() -> Self {
        Self {
            started: Instant::now(),
            rows: Vec::new(),
        }
    }

    /// Runs one step and keeps its time.
    pub(crate) fn step(
        &mut self,
        name: impl Into<String>,
        run: impl FnOnce() -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let started = Instant::now();
        let result = run();
        self.rows
            .push((name.into(), started.elapsed(), result.is_ok()));
        result
    }

    /// The table, as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for (name, took, passed) in &self.rows {
            let outcome = if *passed { "ok" } else { "FAILED" };
            // Writing to a String does not fail.
            let _ = writeln!(text, "  {name:<10} {:>12}  {outcome}", human(*took));
        }
        text + &format!("  {:<10} {:>12}\n", "total", human(self.started.elapsed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_short_to_read() {
        assert_eq!(human(Duration::from_millis(420)), "0.4 s");
        assert_eq!(human(Duration::from_secs(12)), "12 s");
        assert_eq!(human(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn the_table_shows_which_step_failed() {
        let mut table = Table::new();
        assert!(table.step("fmt", || Ok(())).is_ok());
        assert!(table.step("clippy", || anyhow::bail!("no")).is_err());
        let text = table.text();
        assert!(text.contains("fmt") && text.contains("ok"), "{text}");
        assert!(text.contains("FAILED") && text.contains("total"), "{text}");
    }
}
