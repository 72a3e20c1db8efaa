//! What is shown while something takes long, and the table at the end.

use std::{
    fmt::Write as _,
    io::{IsTerminal as _, Write as _},
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// Announces a step.
pub(crate) fn begin(what: &str) {
    eprintln!("▶ {what}");
}

/// Says how long a step took, when that is worth saying.
pub(crate) fn done(what: &str, took: Duration) {
    if took >= Duration::from_secs(3) {
        eprintln!("✔ {what}: {}", human(took));
    }
}

/// A duration for people: `0.4 s`, `12 s`, `3 min 05 s`.
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

/// Shows the time that a running step has taken, until it is dropped.
pub(crate) struct Ticker {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Ticker {
    /// For a step that shows nothing by itself.
    pub(crate) fn fast(what: &str) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let every = if terminal {
            Duration::from_secs(1)
        } else {
            Duration::from_secs(15)
        };
        Self::start(what.to_owned(), every, terminal)
    }

    /// For a step whose own output goes straight through.
    pub(crate) fn slow(what: &str) -> Self {
        Self::start(what.to_owned(), Duration::from_mins(1), false)
    }

    fn start(what: String, every: Duration, rewrite: bool) -> Self {
        let (stop, stopped) = mpsc::channel();
        let started = Instant::now();
        let thread = thread::spawn(move || {
            let mut shown = false;
            while stopped.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                let elapsed = human(started.elapsed());
                if rewrite {
                    eprint!("\r\u{1b}[2K… {what}: {elapsed}");
                    let _ = std::io::stderr().flush();
                    shown = true;
                } else {
                    eprintln!("… {what}: {elapsed}");
                }
            }
            if shown {
                eprint!("\r\u{1b}[2K");
            }
        });
        Self {
            stop: Some(stop),
            thread: Some(thread),
        }
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It only prints: a panic there changes nothing.
            let _ = thread.join();
        }
    }
}

/// The time of each step of a run.
pub(crate) struct Table {
    started: Instant,
    rows: Vec<(&'static str, Duration, bool)>,
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
        name: &'static str,
        run: impl FnOnce() -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let started = Instant::now();
        let result = run();
        self.rows.push((name, started.elapsed(), result.is_ok()));
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
