//! Runs programs as visible steps that end with this program, on Ctrl-C or at a time limit.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    os::unix::process::CommandExt as _,
    path::PathBuf,
    process::{Command, Output},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, bail};
use duct::{Expression, Handle};

use crate::{
    interrupt, paths,
    timing::{self, Progress},
};

/// Interval at which a running program is checked.
const POLL: Duration = Duration::from_millis(50);
/// Time between SIGTERM and SIGKILL.
const GRACE: Duration = Duration::from_secs(10);

/// A program with its arguments, run from the root of the workspace.
pub(crate) struct Cmd {
    inner: Command,
    owner: Option<(u32, u32)>,
    limit: Option<Duration>,
}

impl Cmd {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut inner = Command::new(program);
        inner
            .current_dir(paths::root())
            .env("PATH", paths::search_path());
        Self {
            inner,
            owner: None,
            limit: None,
        }
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

    /// Runs the program as another user and group; as root, this also drops root's groups.
    pub(crate) fn owner(mut self, owner: Option<(u32, u32)>) -> Self {
        self.owner = owner;
        self
    }

    /// Runs with the output passed straight through.
    pub(crate) fn stream(self, what: &str) -> Result<()> {
        let progress = Progress::streaming(what);
        let output = self.wait(&self.start(&self.expression())?, Some(progress))?;
        self.judge(&output)
    }

    /// Runs with the output captured; it is printed only when the program fails.
    pub(crate) fn quiet(self, what: &str) -> Result<()> {
        let output = self.capture(Some(Progress::silent(what)))?;
        self.judge(&output).inspect_err(|_| {
            eprintln!("{}", String::from_utf8_lossy(&output.stdout).trim_end());
        })
    }

    /// Runs without printing anything, for a program that may fail.
    pub(crate) fn attempt(self) -> Result<()> {
        let output = self.capture(None)?;
        self.judge(&output)
    }

    /// Returns standard output; fails when the program does, with its standard error.
    pub(crate) fn read(self) -> Result<String> {
        let captured = self.expression().stdout_capture().stderr_capture();
        let output = captured.run().with_context(|| self.cannot_run())?;
        self.judge(&output).map_err(|error| {
            let printed = String::from_utf8_lossy(&output.stderr);
            anyhow!("{error}\n{}", printed.trim_end())
        })?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Starts the program in the background, with its output in a file; [`end`] ends it.
    pub(crate) fn spawn(self, log: File) -> Result<Handle> {
        self.start(&self.expression().stderr_to_stdout().stdout_file(log))
    }

    /// Replaces this process by the program; returns only on failure.
    pub(crate) fn exec(mut self) -> Result<()> {
        interrupt::check()?;
        let error = self.inner.exec();
        Err(error).with_context(|| self.cannot_run())
    }

    /// The program leads a separate process group: Ctrl-C at the terminal does not reach it,
    /// and [`end`] reaches all processes that it has started.
    fn expression(&self) -> Expression {
        let owner = self.owner;
        let mut expression = duct::cmd(self.inner.get_program(), self.inner.get_args());
        for (name, value) in self.inner.get_envs() {
            expression = match value {
                Some(value) => expression.env(name, value),
                None => expression.env_remove(name),
            };
        }
        if let Some(dir) = self.inner.get_current_dir() {
            expression = expression.dir(dir);
        }
        expression
            .stdin_null()
            .unchecked()
            .before_spawn(move |command| {
                command.process_group(0);
                if let Some((user, group)) = owner {
                    command.uid(user).gid(group);
                }
                Ok(())
            })
    }

    fn start(&self, expression: &Expression) -> Result<Handle> {
        interrupt::check()?;
        expression.start().with_context(|| self.cannot_run())
    }

    fn capture(&self, progress: Option<Progress>) -> Result<Output> {
        let captured = self.expression().stderr_to_stdout().stdout_capture();
        self.wait(&self.start(&captured)?, progress)
    }

    fn wait(&self, program: &Handle, mut progress: Option<Progress>) -> Result<Output> {
        let started = Instant::now();
        loop {
            if let Some(output) = program.wait_timeout(POLL)? {
                interrupt::check()?;
                if let Some(progress) = progress {
                    progress.end(output.status.success());
                }
                return Ok(output.clone());
            }
            if interrupt::requested() {
                end(program);
                bail!("interrupted");
            }
            if let Some(limit) = self.limit.filter(|limit| started.elapsed() > *limit) {
                end(program);
                let limit = timing::human(limit);
                bail!("`{}` took longer than {limit}", self.line());
            }
            progress.iter_mut().for_each(Progress::tick);
        }
    }

    fn judge(&self, output: &Output) -> Result<()> {
        if !output.status.success() {
            bail!("`{}` failed ({})", self.line(), output.status);
        }
        Ok(())
    }

    fn cannot_run(&self) -> String {
        format!("cannot run {}", self.line())
    }

    fn line(&self) -> String {
        let words = std::iter::once(self.inner.get_program()).chain(self.inner.get_args());
        let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
        words.join(" ")
    }
}

/// Asks a program and its descendants to end, and kills them after 10 seconds.
pub(crate) fn end(program: &Handle) {
    for name in ["TERM", "KILL"] {
        if !matches!(program.try_wait(), Ok(None)) {
            return;
        }
        signal(program, name);
        // An error here also means that nothing is left to end.
        let _ = program.wait_timeout(GRACE);
    }
}

/// Sends a signal to the process group of a program.
pub(crate) fn signal(program: &Handle, name: &str) {
    let groups = program.pids().into_iter().map(|pid| format!("-{pid}"));
    // A group that has ended needs no signal.
    let _ = duct::cmd(
        "kill",
        ["-s".to_owned(), name.to_owned(), "--".to_owned()]
            .into_iter()
            .chain(groups),
    )
    .stderr_null()
    .unchecked()
    .run();
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
