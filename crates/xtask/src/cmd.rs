//! Runs a program as a visible step: what is being done, and how long it has taken.

use std::{
    ffi::{OsStr, OsString},
    io::Read,
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    interrupt, paths,
    timing::{self, Ticker},
};

/// How often a running program is looked at.
const POLL: Duration = Duration::from_millis(50);
/// How long a program may take to end by itself after an interrupt.
const GRACE: Duration = Duration::from_secs(10);

/// A program with its arguments, run from the root of the workspace.
pub(crate) struct Cmd {
    inner: Command,
    limit: Option<Duration>,
}

impl Cmd {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut inner = Command::new(program);
        inner
            .current_dir(paths::root())
            .env("PATH", paths::search_path())
            .stdin(Stdio::null());
        Self { inner, limit: None }
    }

    /// The cargo that runs this program.
    pub(crate) fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.inner.arg(arg);
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.inner.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.inner.env(name, value);
        self
    }

    pub(crate) fn env_remove(mut self, name: &str) -> Self {
        self.inner.env_remove(name);
        self
    }

    pub(crate) fn dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.inner.current_dir(dir.into());
        self
    }

    /// Ends the program when it runs for longer than this.
    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Changes what the builder here does not cover.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Command)) -> Self {
        change(&mut self.inner);
        self
    }

    /// The command line, as a person would type it.
    pub(crate) fn line(&self) -> String {
        let words = std::iter::once(self.inner.get_program()).chain(self.inner.get_args());
        words
            .map(|word| word.to_string_lossy())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Runs with the output passed straight through.
    pub(crate) fn stream(mut self, what: &str) -> Result<()> {
        timing::begin(what);
        let ticker = Ticker::slow(what);
        let started = Instant::now();
        let mut child = self.spawn()?;
        let status = self.wait(&mut child)?;
        drop(ticker);
        self.judge(status)?;
        timing::done(what, started.elapsed());
        Ok(())
    }

    /// Runs with the output kept back; it is shown only when the program fails.
    pub(crate) fn quiet(mut self, what: &str) -> Result<()> {
        timing::begin(what);
        let ticker = Ticker::fast(what);
        let started = Instant::now();
        let (status, output) = self.capture()?;
        drop(ticker);
        if let Err(error) = self.judge(status) {
            eprintln!("{}", String::from_utf8_lossy(&output).trim_end());
            return Err(error);
        }
        timing::done(what, started.elapsed());
        Ok(())
    }

    /// Runs silently and gives standard output; fails when the program does.
    pub(crate) fn read(mut self) -> Result<String> {
        self.inner.stdout(Stdio::piped()).stderr(Stdio::piped());
        let output = self
            .inner
            .output()
            .with_context(|| format!("cannot run {}", self.line()))?;
        if !output.status.success() {
            bail!(
                "`{}` failed ({})\n{}",
                self.line(),
                output.status,
                String::from_utf8_lossy(&output.stderr).trim_end()
            );
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs without showing anything, for what may well fail.
    pub(crate) fn attempt(mut self) -> Result<()> {
        let (status, _) = self.capture()?;
        self.judge(status)
    }

    /// Starts the program and leaves it to the caller.
    ///
    /// It leads a process group of its own: a Ctrl-C at the terminal does not reach it, and
    /// [`end`] reaches all that it has started.
    pub(crate) fn spawn(&mut self) -> Result<Child> {
        use std::os::unix::process::CommandExt as _;
        interrupt::check()?;
        self.inner
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot run {}", self.line()))
    }

    /// Becomes the program; returns only when that is not possible.
    pub(crate) fn exec(mut self) -> Result<()> {
        use std::os::unix::process::CommandExt as _;
        interrupt::check()?;
        let error = self.inner.stdin(Stdio::inherit()).exec();
        Err(error).with_context(|| format!("cannot run {}", self.line()))
    }

    fn capture(&mut self) -> Result<(ExitStatus, Vec<u8>)> {
        self.inner.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.spawn()?;
        let kept = Arc::new(Mutex::new(Vec::new()));
        let readers = [
            child
                .stdout
                .take()
                .map(|pipe| keep(pipe, Arc::clone(&kept))),
            child
                .stderr
                .take()
                .map(|pipe| keep(pipe, Arc::clone(&kept))),
        ];
        let status = self.wait(&mut child)?;
        for reader in readers.into_iter().flatten() {
            // A reader that panicked has nothing more to give.
            let _ = reader.join();
        }
        let output = std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
        Ok((status, output))
    }

    fn wait(&self, child: &mut Child) -> Result<ExitStatus> {
        let started = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                interrupt::check()?;
                return Ok(status);
            }
            if interrupt::requested() {
                end(child);
                bail!("interrupted");
            }
            if let Some(limit) = self.limit
                && started.elapsed() > limit
            {
                end(child);
                bail!(
                    "`{}` took longer than {}",
                    self.line(),
                    timing::human(limit)
                );
            }
            thread::sleep(POLL);
        }
    }

    fn judge(&self, status: ExitStatus) -> Result<()> {
        if !status.success() {
            bail!("`{}` failed ({status})", self.line());
        }
        Ok(())
    }
}

/// Asks a program and all that it has started to end, and ends them when they do not.
pub(crate) fn end(child: &mut Child) {
    if matches!(child.try_wait(), Ok(Some(_))) {
        return;
    }
    signal(child, "TERM");
    let asked = Instant::now();
    while asked.elapsed() < GRACE {
        if matches!(child.try_wait(), Ok(Some(_))) {
            return;
        }
        thread::sleep(POLL);
    }
    signal(child, "KILL");
    // Whatever it answers, there is nothing more to do.
    let _ = child.wait();
}

/// Sends a signal to the process group that a program leads.
fn signal(leader: &Child, signal: &str) {
    let group = format!("-{}", leader.id());
    // A group that is gone already needs no signal.
    let _ = Command::new("kill")
        .args(["-s", signal, "--", &group])
        .stderr(Stdio::null())
        .status();
}

fn keep(mut pipe: impl Read + Send + 'static, kept: Arc<Mutex<Vec<u8>>>) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut chunk = [0; 8192];
        while let Ok(read @ 1..) = pipe.read(&mut chunk) {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.extend_from_slice(&chunk[..read]);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named_with_its_arguments() {
        let error = Cmd::new("false").arg("--now").quiet("Testing").unwrap_err();
        assert!(
            error.to_string().contains("`false --now` failed"),
            "{error}"
        );
    }

    #[test]
    fn a_program_that_hangs_is_ended_at_its_limit() {
        let started = Instant::now();
        let cmd = Cmd::new("sleep")
            .arg("30")
            .limit(Duration::from_millis(100));
        assert!(cmd.quiet("Testing").is_err());
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn standard_output_is_read() {
        assert_eq!(Cmd::new("echo").arg("一").read().unwrap(), "一\n");
    }
}
