//! The server under measurement.

use std::{
    fs::{self, File},
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use duct::Handle;

use super::register::Register;
use crate::{cmd, timing};

/// Printed by the server once it accepts requests.
const LISTENING: &str = "listening on http://";
/// Wait before the memory of the idle server is read.
const IDLE: Duration = Duration::from_secs(2);

/// Interval at which memory and log are read.
const SAMPLE: Duration = Duration::from_millis(2);

/// A running server; it is stopped when dropped.
pub(super) struct Server {
    child: Handle,
    address: String,
    started_in: Duration,
}

impl Server {
    /// Starts the server on a free port of loopback, as it is shipped: release build, access log.
    pub(super) fn start(register: &Register) -> Result<Self> {
        timing::begin(&format!(
            "Starting the server on {} accounts",
            register.size()
        ));
        let log = register.file("server.log");
        let started = Instant::now();
        let child = register
            .nmrs()
            .arg("serve")
            .env("NMRS_LISTEN", "127.0.0.1:0")
            .spawn(File::create(&log)?)?;
        match address(&child, &log) {
            Ok(address) => Ok(Self {
                child,
                address,
                started_in: started.elapsed(),
            }),
            Err(error) => {
                cmd::end(&child);
                Err(error.context(format!("{} says why", log.display())))
            }
        }
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// From the start of the program until it took requests.
    pub(super) fn started_in(&self) -> Duration {
        self.started_in
    }

    /// Resident memory of the idle server, in KiB.
    pub(super) fn resident_kib(&self) -> Result<u64> {
        thread::sleep(IDLE);
        self.status("VmRSS:")
    }

    /// Resident memory that is the server's own, without the pages of files that are mapped, in KiB:
    /// now, and the most while something is done.
    pub(super) fn own_kib<T>(&self, done: impl FnOnce() -> Result<T>) -> Result<(u64, u64, T)> {
        const OWN: &str = "RssAnon:";
        let idle = self.status(OWN)?;
        let (over, process) = (AtomicBool::new(false), self.child.pids()[0]);
        thread::scope(|scope| {
            let watch = scope.spawn(|| {
                let mut most = 0;
                while !over.load(Ordering::Relaxed) {
                    most = most.max(status(process, OWN).unwrap_or(0));
                    thread::sleep(SAMPLE);
                }
                most
            });
            let done = done();
            over.store(true, Ordering::Relaxed);
            let most = watch.join().ok().context("the watch failed")?;
            Ok((idle, most, done?))
        })
    }

    fn status(&self, name: &str) -> Result<u64> {
        status(self.child.pids()[0], name)
    }

    pub(super) fn stop(&mut self) {
        cmd::end(&self.child);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn status(process: u32, name: &str) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    status
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .context("the system does not say how much memory the server uses")
}

/// Waits until the server has logged its address.
fn address(child: &Handle, log: &Path) -> Result<String> {
    while child.try_wait()?.is_none() {
        let logged = fs::read_to_string(log)?;
        let complete = logged.rsplit_once('\n').map_or("", |(lines, _)| lines);
        if let Some((_, rest)) = complete.split_once(LISTENING) {
            return Ok(rest.lines().next().unwrap_or_default().trim().to_owned());
        }
        thread::sleep(SAMPLE);
    }
    bail!("the server ended before it listened")
}
