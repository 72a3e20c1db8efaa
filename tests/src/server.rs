//! The real program, as a process of its own.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use crate::TestDb;

/// How long a server may take to say where it listens; generous, because tests run side by side.
const START: Duration = Duration::from_mins(1);
/// How much of a log is shown when a test fails.
const SHOWN_LINES: usize = 30;
const SHOWN_WIDTH: usize = 1000;

/// The program under test: `NMRS_BIN`, or the one that `cargo build` makes.
pub fn program() -> PathBuf {
    from_root("NMRS_BIN", "target/debug/nmrs")
}

/// The built page: `NMRS_STATIC_DIR`, or the one that `cargo xtask` makes.
pub fn static_dir() -> PathBuf {
    from_root("NMRS_STATIC_DIR", "dist")
}

fn from_root(variable: &str, default: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::env::var_os(variable).map_or_else(|| root.join(default), PathBuf::from)
}

/// A running `nmrs serve`. Killed when dropped; its log is shown when the test fails.
#[derive(Debug)]
pub struct Server {
    child: Child,
    base: String,
    log: PathBuf,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Server {
    /// Starts a server on a database. All servers of one database share its secret.
    pub fn start(db: &TestDb) -> Self {
        Self::start_with(db, &[])
    }

    /// The same with further settings.
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
                // After the first line nobody listens any more; it is read so that the pipe never fills.
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

    /// `http://127.0.0.1:<port>`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Number of the process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Ends the process at once, as `kill -9` does.
    pub fn kill(&mut self) {
        self.child.kill().expect("a signal");
        self.child.wait().expect("the end of the process");
    }

    /// Asks the process to end, as an operator does, and answers whether it ended in order.
    pub fn stop(&mut self) -> bool {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .expect("kill runs");
        asked.success() && self.child.wait().expect("the end of the process").success()
    }

    /// Everything that it has logged.
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
