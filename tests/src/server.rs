use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use crate::db::TestDb;
use crate::paths::{program, static_dir};

/// Time limit for the start of a server; generous, because tests run in parallel.
const START: Duration = Duration::from_mins(1);
/// Limits of the part of a log that is shown when a test fails.
const SHOWN_LINES: usize = 30;
const SHOWN_WIDTH: usize = 1000;

/// A running `nmrs serve`. Killed when dropped; the end of its log is printed if the test fails.
#[derive(Debug)]
pub struct Server {
    child: Child,
    base: String,
    log: PathBuf,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Server {
    /// Starts a server on a database. All servers of one database share a secret.
    pub fn start(db: &TestDb) -> Self {
        Self::start_with(db, &[])
    }

    /// Starts a server with further environment variables.
    pub fn start_with(db: &TestDb, settings: &[(&str, &str)]) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let log = db.file(&format!("server-{number}.log"));
        let mut child = Command::new(program())
            .arg("serve")
            .env("NMRS_DATABASE_URL", db.url())
            .env("NMRS_LISTEN", "127.0.0.1:0")
            .env("NMRS_STATIC_DIR", static_dir())
            .env("NMRS_SECRET_FILE", db.file("secret"))
            // A panic is one line; with all its frames it would hide the rest of the log.
            .env("RUST_BACKTRACE", "0")
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(&log).expect("a log file"))
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", program().display()));
        let stdout = child.stdout.take().expect("standard output");
        let (send, receive) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                // Fails after the first line; the rest is read so that the pipe never fills.
                let _ = send.send(line);
            }
        });
        let first = receive.recv_timeout(START);
        let base = first
            .ok()
            .and_then(|line| Some(line.strip_prefix("NMRS listening on ")?.to_owned()));
        let Some(base) = base else {
            let _ = child.kill();
            let _ = child.wait();
            panic!("the server did not start:\n{}", tail(&log));
        };
        Self { child, base, log }
    }

    /// Returns `http://127.0.0.1:<port>`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Returns the process id.
    pub fn process_id(&self) -> u32 {
        self.child.id()
    }

    /// Kills the process (SIGKILL).
    pub fn kill(&mut self) {
        self.child.kill().expect("a signal");
        self.child.wait().expect("the end of the process");
    }

    /// Sends SIGTERM, waits, and returns true if the process exited with success.
    pub fn stop(&mut self) -> bool {
        let signal = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .expect("kill runs");
        signal.success() && self.child.wait().expect("the end of the process").success()
    }

    /// Returns the log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!(
                "--- log of the server at {}\n{}",
                self.base,
                tail(&self.log)
            );
        }
    }
}

fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let cut = |line: &str| line.chars().take(SHOWN_WIDTH).collect::<String>();
    let lines: Vec<String> = text.lines().map(cut).collect();
    lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n")
}
