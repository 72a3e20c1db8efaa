//! A ChromeDriver process on a free port, with a temporary browser profile.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tempfile::TempDir;
use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

/// Time limit for the start of ChromeDriver; generous, because tests run in parallel.
const START: Duration = Duration::from_mins(1);

/// Flags of Chromium: no connections except to the server under test.
const FLAGS: [&str; 14] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Translate,PasswordManagerOnboarding,PasswordLeakDetection",
    "--lang=zh-CN",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--window-size=1440,900",
];

#[derive(Debug)]
pub(super) struct Driver {
    process: Child,
    url: String,
    profile: TempDir,
}

impl Driver {
    pub(super) fn start() -> Self {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        let stdout = process.stdout.take().expect("standard output");
        let (send, receive) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                // `ChromeDriver was started successfully on port 45219.`
                let port = line.split("started successfully on port ").nth(1);
                if let Some(port) = port.and_then(|rest| rest.trim_end_matches('.').parse().ok()) {
                    let port: u16 = port;
                    let _ = send.send(port);
                }
            }
        });
        let port = receive.recv_timeout(START).expect("ChromeDriver listens");
        Self {
            process,
            url: format!("http://127.0.0.1:{port}"),
            profile: TempDir::new().expect("a folder for the profile"),
        }
    }

    /// Opens a window.
    pub(super) async fn open(&self) -> WebDriver {
        let mut capabilities = DesiredCapabilities::chrome();
        // Without the variable, ChromeDriver uses the Chromium of the system.
        if let Ok(chromium) = std::env::var("CHROMIUM") {
            capabilities.set_binary(&chromium).expect("a binary");
        }
        let profile = format!("--user-data-dir={}", self.profile.path().display());
        for flag in FLAGS.into_iter().chain([profile.as_str()]) {
            capabilities.add_arg(flag).expect("a flag");
        }
        capabilities
            .set_browser_log_level(LoggingPrefsLogLevel::All)
            .expect("a log level");
        // A `beforeunload` dialog would block every command.
        capabilities
            .set("unhandledPromptBehavior", "accept")
            .expect("a capability");
        WebDriver::new(self.url.as_str(), capabilities)
            .await
            .expect("a browser")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
